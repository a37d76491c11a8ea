/** What a step tells the reader to do. */
export type Order =
	| { do: 'begin' }
	| { do: 'click'; what: string; after?: string }
	| { do: 'search'; text: string }
	| { do: 'choose'; what: string }
	| { do: 'type'; field: string; text: string }
	| { do: 'pick'; field: string; entry: string }
	| { do: 'turn'; field: string; on: boolean }
	| { do: 'add'; option: string; group: string }
	| { do: 'drag'; name: string; field: string }
	| { do: 'back' }
	| { do: 'chosen'; credential: string }
	| { do: 'publish' }
	| { do: 'call' }
	| { do: 'open'; url: string }
	| { do: 'see'; where: 'output' | 'page'; text: string };

const NAME = String.raw`\*\*([^*]+)\*\*`;
const TEXT = '`([^`]*)`';

type Reader = (groups: string[]) => Order;

/**
 * The words that a step may use. **Bold** is what stands on the screen, `code` what is typed or read.
 * Several fields are set in one sentence: "set **A** to `1`, **B** to `2`, and **C** to **Third entry**".
 */
const WORDS: Array<[string, Reader]> = [
	['open a new workflow', () => ({ do: 'begin' })],
	[`click ${NAME} after ${NAME}`, ([what, after]) => ({ do: 'click', what, after })],
	[`click ${NAME}`, ([what]) => ({ do: 'click', what })],
	[`search for ${TEXT}`, ([text]) => ({ do: 'search', text })],
	[`choose ${NAME}`, ([what]) => ({ do: 'choose', what })],
	[`(?:set )?${NAME} to ${TEXT}`, ([field, text]) => ({ do: 'type', field, text })],
	[`(?:set )?${NAME} to ${NAME}`, ([field, entry]) => ({ do: 'pick', field, entry })],
	[`turn (on|off) ${NAME}`, ([on, field]) => ({ do: 'turn', field, on: on === 'on' })],
	[`add ${NAME} under ${NAME}`, ([option, group]) => ({ do: 'add', option, group })],
	[`drag ${NAME} from the input into ${NAME}`, ([name, field]) => ({ do: 'drag', name, field })],
	[`n8n has chosen ${NAME} as the credential`, ([credential]) => ({ do: 'chosen', credential })],
	['go back to the canvas', () => ({ do: 'back' })],
	['publish the workflow', () => ({ do: 'publish' })],
	['call it(?: from a terminal)?', () => ({ do: 'call' })],
	[String.raw`open <(\S+)>`, ([url]) => ({ do: 'open', url })],
	[`the (output|page) shows ${TEXT}`, ([where, text]) => ({ do: 'see', where, text }) as Order],
];

const PATTERNS = WORDS.map(([words, read]) => ({
	pattern: new RegExp(`^${words}`, 'i'),
	read,
}));
const BETWEEN = /^(?:[\s,.;:]+|and\b|then\b|\([^)]*\))/i;

/**
 * Reads the orders of a step. Remarks for the reader go into (brackets).
 * @throws an Error that shows what it does not understand: the page must not say what the test does not do
 */
export function readOrders(step: string): Order[] {
	const orders: Order[] = [];
	let rest = step;
	while (rest) {
		const between = BETWEEN.exec(rest);
		if (between) {
			rest = rest.slice(between[0].length);
			continue;
		}
		const word = PATTERNS.map(({ pattern, read }) => ({
			match: pattern.exec(rest),
			read,
		})).find(({ match }) => match);
		if (!word?.match) throw new Error(`The browser test cannot do what this step says: "${rest}"`);
		orders.push(word.read(word.match.slice(1)));
		rest = rest.slice(word.match[0].length);
	}
	return orders;
}
