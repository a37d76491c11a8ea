import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';

/** What sends, or reads n8n's context, mostly waits: the tests of one such mutant take as long as those of ten others. Name such files with `--mutate`. */
const SENDS = /\bI\w+Functions\b|\bIHttpRequestHelper\b|\bRequestContext\b|from '[^']*\/(api|http)'/;

/** The engine, and the rooms. */
export const PARTS = globSync('nodes/*/')
	.map((folder) => basename(folder))
	.sort();

/** The folders of nodes, such as `Haptik/SendFile`; what stands in other folders, several nodes share. */
export const OPERATIONS = new Set(
	globSync('nodes/*/*/*.node.ts').map((file) => dirname(file).split(sep).slice(1).join('/')),
);

/** A file of the nodes, by its path from their folder, wherever that folder is. */
export const pathOf = (file) => resolve(file).split(`${sep}nodes${sep}`).at(-1);

/** The part that a file of the nodes belongs to. */
export const partOf = (file) => pathOf(file).split(sep)[0];

/** The files of a part that are changed: the whole engine, and of a room those that read fields, check them, build bodies, and read answers. */
export function filesOf(part) {
	const files = globSync(`nodes/${part}/**/*.ts`, { exclude: ['**/*.node.ts'] });
	return part === 'engine' ? files : files.filter((file) => !SENDS.test(readFileSync(file, 'utf8')));
}
