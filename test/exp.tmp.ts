import { startEmulator } from "/work/main/test/support/emulator";
import { deployableStacks, synthesize } from "/work/main/test/support/deployment";
import { findTools } from "/work/main/test/support/tools";
import { build } from "/work/main/examples/single-repository/cdktf/main";
import { rmSync } from "node:fs";
const t=async(n:string,f:()=>Promise<unknown>)=>{const a=Date.now();try{await f();}catch(e){console.log(String(e).slice(0,1500))};console.log(n,Date.now()-a);};
(async()=>{
 const em=await startEmulator(); const {mirror}=findTools();
 for (const gogc of (process.argv[2]??"100").split(",")) {
 process.env["GOGC"]=gogc; console.log("GOGC",gogc);
 await em.reset(); rmSync("/tmp/exp",{recursive:true,force:true});
 await synthesize(build,"/tmp/exp/s");
 for (const s of deployableStacks({synthesized:"/tmp/exp/s",work:"/tmp/exp",endpoint:em.endpoint,mirror})){
  await t("init",()=>s.terraform.init());
  await t("validate",()=>s.terraform.validate());
  await t("apply",()=>s.terraform.apply());
  await t("plan",()=>s.terraform.hasChanges());
  const r=(await import("node:child_process")).spawnSync("terraform",["plan","-no-color"],{cwd:"/tmp/exp/registry",env:{...process.env,TF_CLI_CONFIG_FILE:"/tmp/exp/registry/terraform.rc"}}); console.log(r.stdout.toString().slice(0,3000));
 }}
 await em.stop();
})();
