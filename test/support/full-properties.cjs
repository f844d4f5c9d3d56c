// Has the properties tried with their full numbers; works in every shell.
require("node:process").env.PROPERTIES = "full";
