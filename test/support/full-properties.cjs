// Has the properties tried with their full numbers; works in every shell.
process.env.PROPERTIES = "full";
