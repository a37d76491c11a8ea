import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

import { nodeBinary } from '../runtime/paths';

/** A process that answers messages one at a time. It ends with this process. */
export class Child {
	private readonly process: ChildProcess;

	constructor(script: string, env: NodeJS.ProcessEnv, cwd: string, nodeOptions: string[] = []) {
		this.process = fork(script, {
			execPath: nodeBinary(),
			execArgv: ['--expose-gc', ...nodeOptions],
			env,
			cwd,
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
	}

	/** Sends a message, and waits for the next one that comes back. @throws an Error when the process ends instead */
	async ask<T>(message: object): Promise<T> {
		return await new Promise((resolve, reject) => {
			const answered = (answer: unknown) => {
				this.process.off('exit', ended);
				resolve(answer as T);
			};
			const ended = (code: number | null, signal: string | null) => {
				this.process.off('message', answered);
				reject(new Error(`A process of the bench ended with ${signal ?? code}`));
			};
			this.process.once('message', answered);
			this.process.once('exit', ended);
			this.process.send(message);
		});
	}

	/** Lets go of the process, which then ends, and waits until it has. */
	async stop(): Promise<void> {
		if (this.process.exitCode !== null || this.process.signalCode !== null) return;
		const ended = once(this.process, 'exit');
		if (this.process.connected) this.process.disconnect();
		await ended;
	}
}
