/** Of the file as a whole: an empty line parts it from what the first statement says of itself. */
const HEADER = /^\/\*\* (.+?)\.? \*\/\n\n/;
const CLASS_COMMENT = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport class/;

/**
 * A file's one job, from the line that it begins with, without the full stop.
 *
 * @throws Error when the file begins otherwise
 */
export function jobOf(path: string, source: string): string {
	const [, job] = HEADER.exec(source) ?? [];
	if (!job)
		throw new Error(
			`${path} has to begin with a line that tells its one job, e.g. /** Reads an item's fields. */`,
		);
	return job;
}

/**
 * The first sentence of the comment of a file's exported class, without the full stop.
 *
 * @throws Error when there is none
 */
export function firstSentence(path: string, source: string): string {
	const [, comment = ''] = CLASS_COMMENT.exec(source) ?? [];
	const text = comment
		.replace(/^ \* ?/gm, '')
		.split('\n\n')[0]
		.replace(/\s+/g, ' ')
		.trim();
	const [sentence] = text.split(/\.(?: |$)/);
	if (sentence === '') throw new Error(`The class in ${path} has no comment`);
	return sentence;
}
