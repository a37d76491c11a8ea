import { importsOf } from '../../testkit/imports';

/** Whether a file imports another one, directly or through others. Both are paths from the project's root. */
export function reaches(file: string, target: string, seen = new Set<string>()): boolean {
	if (file === target) return true;
	if (seen.has(file)) return false;
	seen.add(file);
	return importsOf(file).some((imported) => reaches(imported, target, seen));
}
