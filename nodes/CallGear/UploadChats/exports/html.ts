/** What chat tools write; a text without any of these is no HTML, and other brackets are text. */
const ELEMENT =
	/^<(\/?)(a|b|blockquote|br|code|div|em|h\d|hr|i|img|li|ol|p|pre|span|strong|table|td|tr|u|ul)(?![\w-])[^<>]*>$/i;

const PIECES = /(<[^<>]*>)/;

/** Elements behind which another line begins. */
const BLOCKS = /^(?:blockquote|div|h\d|li|p|pre|tr)$/;

const ADDRESS = /\s(?:href|src)="([^"<>]*)"/i;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi;

/** A link that is open. */
interface Link {
	address?: string;
	/** Where in the text what it shows begins. */
	from: number;
}

/** What a reader of a message in HTML sees; links and pictures with their addresses. A text that is no HTML stays as it is. */
export function textOfHtml(html: string): string {
	const pieces = html.split(PIECES);
	if (!pieces.some((piece) => ELEMENT.test(piece))) return html.trim();
	const text: string[] = [];
	let link: Link | undefined;
	for (const piece of pieces) {
		const [, end, name] = ELEMENT.exec(piece) ?? [];
		const tag = name?.toLowerCase();
		const address = ADDRESS.exec(piece)?.[1];
		if (tag === undefined) text.push(decoded(piece.replace(/[\r\n]+/g, ' ')));
		else if (tag === 'br' || (end && BLOCKS.test(tag))) text.push('\n');
		else if (tag === 'img' && address) text.push(`[image] ${decoded(address)}`);
		else if (tag === 'a') {
			text.push(link && end ? addressOf(link, text) : '');
			link = end ? undefined : { address, from: text.length };
		}
	}
	const lines = text.join('').split('\n');
	return lines
		.map((line) => line.trim())
		.filter((line, index, all) => line !== '' || all[index - 1] !== '')
		.join('\n')
		.trim();
}

/** The address behind what a link shows, unless that is it. */
function addressOf({ address, from }: Link, text: string[]): string {
	const target = decoded(address ?? '').replace(/^(?:mailto|tel):/, '');
	return target === '' || text.slice(from).join('').trim() === target ? '' : ` (${target})`;
}

const decoded = (text: string) => text.replace(ENTITY, character);

function character(entity: string, decimal?: string, hex?: string, name?: string): string {
	if (name !== undefined)
		return Object.hasOwn(NAMED, name.toLowerCase()) ? NAMED[name.toLowerCase()] : entity;
	const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
	const exists = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
	return exists ? String.fromCodePoint(point) : entity;
}
