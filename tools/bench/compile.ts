import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

import { PROJECT } from '../runtime/paths';

const SOURCES = ['tools/bench/client', 'tools/bench/server', 'tools/bench/job.ts', 'testkit/credentials.ts'];

function filesOf(source: string): string[] {
	if (source.endsWith('.ts')) return [source];
	return readdirSync(join(PROJECT, source)).map((name) => join(source, name));
}

/**
 * Compiles what runs in the processes of a bench into a folder outside of this project: there only `NODE_PATH` says where
 * packages are, as it does for the community nodes of a real n8n.
 */
export function compile(folder: string): void {
	for (const file of SOURCES.flatMap(filesOf)) {
		const { code } = transformFileSync(join(PROJECT, file), {
			jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
			module: { type: 'commonjs' },
		});
		const target = join(folder, file.replace(/\.ts$/, '.js'));
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, code);
	}
}
