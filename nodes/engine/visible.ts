/** Shows the characters that nobody sees. */

/** All that takes no ink, beside the plain space. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const named = (character: string) =>
	`[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * A text with a name in place of each character that cannot be seen, e.g. `[U+FEFF]chat_id`, plain spaces at its ends included: two texts that look
 * alike and differ can be told apart in an error. Joiners inside emoji are named as well.
 */
export function visible(text: string): string {
	const begin = text.search(/[^ ]/);
	if (begin === -1) return named(' ').repeat(text.length);
	let end = text.length;
	while (text[end - 1] === ' ') end -= 1;
	const outer = (length: number) => named(' ').repeat(length);
	return outer(begin) + text.slice(begin, end).replace(UNSEEN, named) + outer(text.length - end);
}
