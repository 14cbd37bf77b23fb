// Preloaded into every program that Plantroom starts: when the parent is gone, even by kill -9, the program stops in its usual way.
if (process.channel) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
