import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

import { PROJECT } from '../../tools/runtime/paths';

export { freePorts } from '../../tools/runtime/ports';

/** `npm start` as a user runs it. */
export interface Started {
	/** Everything that it has printed so far, without colours. */
	output(): string;
	/** Comes back when this has been printed; rejects when it ends before. */
	printed(pattern: RegExp): Promise<RegExpExecArray>;
	/** The exit code, or the signal that ended it. */
	ended: Promise<number | string>;
	/** What a terminal does on Ctrl+C: the whole process group gets SIGINT. */
	pressCtrlC(): void;
}

/** Runs `npm start` with options; what it prints is shown as it comes. */
export function npmStart(...options: string[]): Started {
	const child = spawn('npm', ['start', '--', ...options], {
		cwd: PROJECT,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			process.stderr.write(chunk);
		});
	}
	const output = () => stripVTControlCharacters(text);
	const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
	return {
		output,
		ended,
		async printed(pattern) {
			let over = false;
			void ended.then(() => (over = true));
			for (;;) {
				const match = pattern.exec(output());
				if (match) return match;
				if (over) throw new Error(`npm start ended before it printed ${pattern.source}:\n${output()}`);
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
		},
		pressCtrlC() {
			if (child.pid) process.kill(-child.pid, 'SIGINT');
		},
	};
}
