import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { childEnvironment, nodeBinary } from './paths';

/** How to run a command of ours. */
export interface CommandOptions {
	cwd: string;
	/** File that takes everything the command prints; appended to. */
	log: string;
	env?: NodeJS.ProcessEnv;
	/** Seconds between SIGTERM and SIGKILL when the command is stopped. */
	grace?: number;
}

/** A command that is running; it ends with this process, however this process ends. */
export interface RunningCommand {
	/** The exit code, once it has ended. */
	ended: Promise<number>;
	/** Asks it to stop, insists after the grace time, and comes back when nothing of it is left. */
	stop(): Promise<void>;
	/** Ends it and everything it started at once, as a crash would. */
	kill(): Promise<void>;
	/** Sends a signal to it and to all that it has started: to kill it, or to have it stand still. */
	signal(signal: NodeJS.Signals): void;
	/** The last lines that this command printed. */
	tail(lines: number): string;
}

/** What a command that failed had printed last. */
export class CommandError extends Error {
	constructor(
		message: string,
		readonly output: string,
		readonly log: string,
	) {
		super(`${message}\n${output}\nThe whole output is in ${log}`);
	}
}

/** Signals a command's process group; of a command that has ended most often nothing is left, and that is an error to `kill`. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals) {
	try {
		if (pid) process.kill(-pid, signal);
	} catch {
		return;
	}
}

/** Starts a command in a process group of its own, on a leash that ends the group when this process is gone. */
export function startCommand(command: string, args: string[], options: CommandOptions): RunningCommand {
	mkdirSync(dirname(options.log), { recursive: true });
	const log = openSync(options.log, 'a');
	const from = statSync(options.log).size;
	const leash = spawn(
		nodeBinary(),
		[join(__dirname, 'leash.mjs'), String(options.grace ?? 10), command, ...args],
		{
			cwd: options.cwd,
			env: options.env ?? childEnvironment(),
			stdio: ['pipe', log, log],
			detached: true,
		},
	);
	closeSync(log);
	const ended = once(leash, 'exit').then(([code]) => {
		signalGroup(leash, 'SIGKILL');
		return Number(code ?? 1);
	});
	return {
		ended,
		async stop() {
			leash.stdin?.end();
			await ended;
		},
		async kill() {
			signalGroup(leash, 'SIGKILL');
			await ended;
		},
		signal: (signal) => signalGroup(leash, signal),
		tail: (lines) =>
			readFileSync(options.log).subarray(from).toString().trimEnd().split('\n').slice(-lines).join('\n'),
	};
}

/**
 * Runs a command to its end.
 * @throws CommandError with the last lines of its output when it exits with anything but 0
 */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
	const running = startCommand(command, args, options);
	const code = await running.ended;
	if (code === 0) return;
	const name = [command, ...args.slice(0, 3)].map((word) => word.split('/').pop()).join(' ');
	throw new CommandError(`"${name}" ended with code ${code}:`, running.tail(25), options.log);
}
