/** What a page asks for between two marks, `<!-- fields: haptikSendFile -->` and `<!-- end -->`. */
export interface Mark {
	/** Which part it is, e.g. `fields`. */
	name: string;
	/** What it is about, e.g. `haptikSendFile`; empty where there is nothing to choose. */
	about: string;
}

const MARKED = /(<!-- ([a-z ]+?)(?:: ([^\n]+?))? -->)((?:(?!<!--)[^])*)(<!-- end -->)/g;
/** Other comments begin with a capital. */
const ANY_MARK = /<!-- [a-z]/g;

/** The marks of a page, in its order. @throws Error when one is not ended, or an end has no beginning */
export function marksOf(page: string): Mark[] {
	const marks = [...page.matchAll(MARKED)].map(([, , name, about = '']) => ({ name, about }));
	if ((page.match(ANY_MARK) ?? []).length !== marks.length * 2)
		throw new Error('Every generated part begins with a mark of its own and ends with <!-- end -->');
	return marks;
}

/**
 * The page with the given texts between its marks, in the order of `marksOf`. Marks that stand on lines of their own get a block between empty
 * lines; marks within a line, a text within the line.
 */
export function withParts(page: string, parts: string[]): string {
	const left = [...parts];
	return page.replace(MARKED, (_, start: string, _name, _about, old: string, end: string) => {
		const part = left.shift() ?? '';
		return old.startsWith('\n') ? `${start}\n\n${part}\n\n${end}` : `${start}${part}${end}`;
	});
}
