import { readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** The project's root. */
export const root = join(__dirname, '..');

/** All files below a folder of the project, sorted, as paths from the project's root. */
export function filesBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) =>
			join(parentPath, name)
				.slice(root.length + 1)
				.replaceAll(sep, '/'),
		)
		.sort();
}

/** What a source file of the project exports, by its path from the root or its whole path: for files that are only known at run time. */
export function exportsOf(file: string): unknown {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of files is only known at run time
	return require(resolve(root, file));
}
