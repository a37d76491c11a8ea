// Runs a command and ends it, with everything it started, as soon as the process that asked for it is gone.
// The caller holds the other end of standard input: it closes on a normal stop, on Ctrl+C and on a crash alike.
// Usage: node leash.mjs <seconds between SIGTERM and SIGKILL> <command> [arguments]
import { spawn } from 'node:child_process';

const [grace, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let stopping = false;

const endGroup = () => process.kill(-process.pid, 'SIGKILL');
const stop = () => {
	if (stopping) return;
	stopping = true;
	child.kill('SIGTERM');
	setTimeout(endGroup, Number(grace) * 1000);
};

child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code) => (stopping ? endGroup() : process.exit(code ?? 1)));
process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
