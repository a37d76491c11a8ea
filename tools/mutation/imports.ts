import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The files that a TypeScript file imports by a relative path, types included. */
function importsOf(file: string): string[] {
	const names = [...readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']*)'/g)].map(([, name]) => name);
	return names.flatMap((name) =>
		[`${name}.ts`, `${name}/index.ts`].map((path) => resolve(dirname(file), path)).filter(existsSync),
	);
}

/** Whether a file imports another one, directly or through others. */
export function reaches(file: string, target: string, seen = new Set<string>()): boolean {
	if (resolve(file) === resolve(target)) return true;
	if (seen.has(file)) return false;
	seen.add(file);
	return importsOf(file).some((imported) => reaches(imported, target, seen));
}
