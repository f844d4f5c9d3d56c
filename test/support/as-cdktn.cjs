// Runs tests that were written for CDKTF on CDK Terrain: whatever asks for the one gets the other.
const Module = require("node:module");
const { join, sep } = require("node:path");

const root = join(__dirname, "..", "..");
const { _resolveFilename } = Module;

Module._resolveFilename = function resolveFilename(request, parent, ...rest) {
  return _resolveFilename.call(this, renamed(request, parent?.filename ?? ""), parent, ...rest);
};

function renamed(request, asker) {
  // Neither package is asked for by the other, and CDKTF's own parts stay together.
  if (/[\\/]node_modules[\\/](?!ecr-kms[\\/])/.test(asker)) return request;
  if (request === "cdktf" || request.startsWith("cdktf/")) return request.replace("cdktf", "cdktn");
  if (request.startsWith("@cdktf/provider-aws")) return request.replace("@cdktf", "@cdktn");
  if (request === "ecr-kms/cdktf") return "ecr-kms/cdktn";
  if (/^\.\.?\/(.*\/)?cdktf$/.test(request) && asker.startsWith(join(root, "test"))) return join(root, "cdktn");
  return request;
}

// A run that used CDKTF after all would prove nothing.
exports.mochaHooks = {
  afterAll() {
    const loaded = Object.keys(require.cache);
    const has = (name) => loaded.some((file) => file.startsWith(join(root, "node_modules", name) + sep));
    const wrong = ["cdktf", "@cdktf/provider-aws"].filter(has);
    const missing = ["cdktn", "@cdktn/provider-aws"].filter((name) => !has(name));
    if (wrong.length + missing.length > 0) {
      throw new Error(`loaded although it must not be: ${wrong.join(", ")}; not loaded: ${missing.join(", ")}`);
    }
  },
};
