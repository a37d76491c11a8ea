import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const KINDS = ['nodes', 'credentials'] as const;
export type Kind = (typeof KINDS)[number];

const described = z.array(
	z
		.object({
			name: z.string(),
			group: z.array(z.string()).optional(),
			credentials: z.array(z.object({ name: z.string() })).optional(),
		})
		.passthrough(),
);
const known = z.record(z.object({ sourcePath: z.string(), supportedNodes: z.array(z.string()).optional() }));

/** What a package registers, as n8n finds it in its folder. */
export interface Registered {
	/** The files, by the names of what they hold. */
	known: Record<Kind, z.infer<typeof known>>;
	/** What n8n shows of them; a node that has versions stands there with each. */
	described: Record<Kind, z.infer<typeof described>>;
}

/** Reads what a package registers. @param folder of the package, built */
export function registeredIn(folder: string): Registered {
	const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, 'dist', path), 'utf8'));
	return {
		known: {
			nodes: known.parse(read('known/nodes.json')),
			credentials: known.parse(read('known/credentials.json')),
		},
		described: {
			nodes: described.parse(read('types/nodes.json')),
			credentials: described.parse(read('types/credentials.json')),
		},
	};
}
