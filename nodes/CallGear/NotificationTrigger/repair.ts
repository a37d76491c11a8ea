/** JSON out of what users of CallGear write for it: a template into which CallGear puts values that have their quotes already. */

import { jsonIn } from '../../engine/answer';

/** A placeholder that CallGear does not know stays as it is. */
const PLACEHOLDER = /\{\{\s*[\w.]{1,100}\s*\}\}/y;

const CONTROLS: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text in which line breaks stand as they are. */
const escaped = (text: string) => text.replace(/[\n\r\t]/g, (character) => CONTROLS[character]);

/** Where the text ends that begins with a quote here: behind its closing quote; undefined where it has none. */
function endOfText(json: string, start: number): number | undefined {
	for (let at = start + 1; at < json.length; at += 1) {
		if (json[at] === '\\') at += 1;
		else if (json[at] === '"') return at + 1;
	}
	return undefined;
}

/** Whether a quote is one too many, before a text that has its own. */
function isDoubled(json: string, at: number): boolean {
	const behind = json[at + 2];
	return json[at + 1] === '"' && behind !== undefined && !/[\s,:}\]]/.test(behind);
}

/** Whether a quote stands before a list or an object, whose own quotes are not escaped. */
const isAroundStructure = (json: string, at: number) => /^"(\[\s*["{[]|\{\s*")/.test(json.slice(at, at + 40));

/**
 * Reads the body of a notification that is no JSON as it stands: with quotes around values that have their own, with nothing where CallGear had no
 * value, with placeholders that it does not know, with line breaks inside texts.
 *
 * @returns undefined where it is none even so
 */
export function repaired(json: string): unknown {
	let out = '';
	let last = '';
	let depth = 0;
	/** How deep it was where a quote too many stood before a structure. */
	const quoted: number[] = [];
	const put = (text: string) => {
		out += text;
		last = text.at(-1) ?? last;
	};
	for (let at = 0; at < json.length; ) {
		const character = json[at];
		PLACEHOLDER.lastIndex = at;
		const placeholder = PLACEHOLDER.exec(json)?.[0];
		if (placeholder !== undefined) {
			put('null');
			at += placeholder.length;
		} else if (character === '"' && isAroundStructure(json, at)) {
			quoted.push(depth);
			at += 1;
		} else if (character === '"') {
			const doubled = isDoubled(json, at);
			const end = endOfText(json, doubled ? at + 1 : at);
			if (end === undefined) return undefined;
			put(escaped(json.slice(doubled ? at + 1 : at, end)));
			at = doubled && json[end] === '"' ? end + 1 : end;
		} else if (/\s/.test(character)) {
			out += character;
			at += 1;
		} else {
			if (',}]'.includes(character) && last === ':') put('null');
			if ('[{'.includes(character)) depth += 1;
			if (']}'.includes(character)) depth -= 1;
			put(character);
			at += 1;
			if (']}'.includes(character) && quoted.at(-1) === depth && json[at] === '"') {
				quoted.pop();
				at += 1;
			}
		}
	}
	return jsonIn(out);
}
