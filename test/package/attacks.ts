import { createContext, Script } from 'node:vm';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** A text on which a pattern may take long: something that repeats for ever, and an end that makes the match fail. */
export interface Attack {
	before: string;
	unit: string;
	end: string;
}

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const ALPHABET = [
	'x',
	'a',
	'7',
	' ',
	...PRINTABLE,
	'\n',
	'\r',
	'\t',
	'\u00a0',
	'é',
	'中',
	'\u200b',
	'\u202e',
	'\ufeff',
	'\ud83d',
];

const ENDS = ['', '\n', '\u0000', '!', 'x', ' ', '7', '"', 'x x'];

/** From how many on a repetition counts as without end. */
const MANY = 1000;

type Leaf = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

const isLeaf = ({ type }: AST.Node) =>
	['Character', 'CharacterSet', 'CharacterClass', 'ExpressionCharacterClass'].includes(type);

/** Characters that a leaf of a pattern takes: an ordinary one, and a space where it takes both. */
function charactersOf(leaf: AST.Node, flags: string): string[] {
	const one = new RegExp(`^(?:${leaf.raw})$`, flags.replace(/[gy]/g, ''));
	const taken = ALPHABET.filter((character) => one.test(character));
	return [...new Set([...taken.slice(0, 1), ...taken.filter((character) => ' \n"/\\'.includes(character))])];
}

/** The shortest text that a part of a pattern takes, as far as it can be told from the part alone. */
function sampleOf(node: AST.Node, flags: string): string {
	switch (node.type) {
		case 'Pattern':
		case 'Group':
		case 'CapturingGroup':
			return sampleOf(node.alternatives[0], flags);
		case 'Alternative':
			return node.elements.map((element) => sampleOf(element, flags)).join('');
		case 'Quantifier':
			return sampleOf(node.element, flags).repeat(node.min);
		default:
			return isLeaf(node) ? (charactersOf(node, flags)[0] ?? '') : '';
	}
}

/** A text that leads up to a part of a pattern. */
function textBefore(node: AST.Node, flags: string): string {
	const { parent } = node;
	if (!parent) return '';
	const outer = textBefore(parent, flags);
	if (parent.type !== 'Alternative') return outer;
	const earlier = parent.elements.slice(0, parent.elements.indexOf(node as AST.Element));
	return outer + earlier.map((element) => sampleOf(element, flags)).join('');
}

/** For every repetition of a pattern: all that its parts take, alone and one behind the other, without end. */
export function attacksOn({ source, flags }: RegExp): Attack[] {
	const tree = new RegExpParser().parsePattern(source, undefined, undefined, {
		unicode: flags.includes('u'),
		unicodeSets: flags.includes('v'),
	});
	const repetitions: AST.Quantifier[] = [];
	const leaves: Leaf[] = [];
	const keep = (leaf: Leaf) => {
		if (leaf.parent?.type !== 'CharacterClass' && leaf.parent?.type !== 'CharacterClassRange')
			leaves.push(leaf);
	};
	visitRegExpAST(tree, {
		onQuantifierEnter: (node) => void (node.max >= MANY && repetitions.push(node)),
		onCharacterEnter: keep,
		onCharacterSetEnter: keep,
		onCharacterClassEnter: keep,
	});
	const alone = [...new Set(leaves.flatMap((leaf) => charactersOf(leaf, flags)))];
	const whole = sampleOf(tree, flags);
	return repetitions.flatMap((repetition) => {
		const befores = [...new Set(['', textBefore(repetition, flags)])];
		const inside = sampleOf(repetition.element, flags);
		const pairs = [inside, ...alone].flatMap((one) => alone.map((other) => one + other));
		const units = [...new Set([...alone, ...befores, inside, whole, ...pairs])];
		return befores.flatMap((before) =>
			units.filter((unit) => unit !== '').flatMap((unit) => ENDS.map((end) => ({ before, unit, end }))),
		);
	});
}

/** In characters: so many that a slow pattern takes its time, and so many that nothing else can be the reason. */
const SHORT = 10_000;
const LONG = 100_000;

const textOf = ({ before, unit, end }: Attack, length: number) =>
	before + unit.repeat(Math.ceil(length / unit.length)) + end;

/** In milliseconds of the processor: more than a quick pattern takes for a short text. */
const SUSPICIOUS_MS = 1;
/** More than a quick pattern takes for a long text. */
const SLOW_MS = 40;
const FAR_TOO_LONG_MS = 2_000;

const context = createContext({ work: () => undefined as unknown });
const script = new Script('work()');

/** What a work takes of the processor, which others may use as well; as long as that is allowed. */
function costOf(work: () => unknown): number {
	context.work = work;
	const before = process.cpuUsage();
	try {
		script.runInContext(context, { timeout: FAR_TOO_LONG_MS });
	} catch {
		return Infinity;
	}
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** All matches, where the pattern looks for all. */
function run(pattern: RegExp, text: string): unknown {
	pattern.lastIndex = 0;
	return pattern.global ? text.replace(pattern, '') : pattern.test(text);
}

/** The least of a few tries, since something else may come in between, where that can make the difference. */
function costOn(pattern: RegExp, attack: Attack, length: number, quick: number): number {
	const text = textOf(attack, length);
	let least = costOf(() => run(pattern, text));
	for (let tries = 1; tries < 3 && least >= quick && least < 5 * quick; tries += 1)
		least = Math.min(
			least,
			costOf(() => run(pattern, text)),
		);
	return least;
}

/** Whether twice the length takes more than twice as long. */
function isSlow(pattern: RegExp, attack: Attack): boolean {
	if (costOn(pattern, attack, SHORT, SUSPICIOUS_MS) < SUSPICIOUS_MS) return false;
	const cost = costOn(pattern, attack, LONG, SLOW_MS);
	return cost === Infinity || (cost >= SLOW_MS && costOn(pattern, attack, 2 * LONG, 3 * cost) >= 3 * cost);
}

/** The attack that makes a pattern slower than its text is long; undefined when there is none. */
export function slowestOn(pattern: RegExp): Attack | undefined {
	return attacksOn(pattern).find((attack) => isSlow(pattern, attack));
}
