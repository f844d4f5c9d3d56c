const { setupJest } = require("cdktf/lib/testing/adapters/jest");
setupJest();
