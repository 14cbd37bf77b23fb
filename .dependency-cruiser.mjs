/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "programs-never-import-each-other",
      comment:
        "gateway, server, simulators and dashboard meet on MQTT, the journal, HTTP and Socket.IO, in messages of model.",
      severity: "error",
      from: { path: "^(gateway|server|simulators|dashboard)/" },
      to: { path: "^(gateway|server|simulators|dashboard|scripts)/", pathNot: "^$1/" },
    },
    {
      name: "nothing-imports-test",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "model-imports-no-workspace",
      severity: "error",
      from: { path: "^model/" },
      to: { path: "^(gateway|server|simulators|dashboard|scripts|test)/" },
    },
    {
      name: "model-does-no-input-or-output",
      comment: "No I/O, no clock, no environment in model. Its tests may use node: modules.",
      severity: "error",
      from: { path: "^model/", pathNot: "[.]test[.]ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-circular-imports",
      comment: "A condition holds conditions: its fields draw themselves.",
      severity: "error",
      from: { pathNot: "/ConditionFields[.]svelte$" },
      to: { circular: true },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: { path: "^(model|gateway|server|simulators|test|scripts)/" },
      to: { couldNotResolve: true },
    },
    {
      name: "imports-are-declared",
      comment: "A workspace lists in its own package.json what it imports.",
      severity: "error",
      from: { path: "^(model|gateway|server|simulators|test)/src/", pathNot: "[.]test[.]ts$" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(build|[.]svelte-kit|paraglide)/" },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["svelte", "import", "node", "default"],
      extensions: [".ts", ".mjs", ".js", ".svelte", ".json"],
    },
  },
};
