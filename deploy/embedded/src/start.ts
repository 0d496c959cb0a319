/** Keeps the process alive until it is told to stop. */
const running = setInterval(() => {}, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => clearInterval(running));
console.log(`PCRM is up with ${process.argv.length - 2} arguments, and no service yet.`);
