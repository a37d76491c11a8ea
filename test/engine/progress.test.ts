import { range } from 'lodash';

import { Failure } from '../../nodes/engine/errors';
import { runItems } from '../../nodes/engine/items';
import { itemsThatLeft } from '../../nodes/engine/left';
import { noteWhenStopped, type Outcome, progressOf, retryOf } from '../../nodes/engine/progress';
import { wait } from '../../nodes/engine/wait';
import { optionsField } from '../../nodes/engine/options';
import { contextOf, defaults } from './context';

const WARNING = 'Do not use Retry: n8n keeps none of this for it.';
const good: Outcome = [];
const bad = new Failure({ message: 'no', remedy: '', delivery: 'refused' });

describe('progressOf', () => {
	it('says what became of which items', () => {
		const outcomes = [good, good, good, bad, good, undefined, undefined, bad, undefined];
		expect(progressOf(outcomes, { underWay: new Set([5]) })).toBe(
			'Already carried out: items 0–2, 4. Under way: item 5. Failed as well: items 3, 7. Not started: items 6, 8.',
		);
	});

	it('leaves out what nothing is to be said of', () => {
		expect(progressOf([bad, bad, good], { told: 0 })).toBe(
			'Already carried out: item 2. Failed as well: item 1.',
		);
		expect(progressOf([bad], { told: 0 })).toBe('');
		expect(progressOf([])).toBe('');
	});

	it('tells of one that is sent again only what is known of it', () => {
		expect(progressOf([bad, good], { underWay: new Set([0]) })).toBe(
			'Already carried out: item 1. Failed as well: item 0.',
		);
	});
});

it('tells of all only what is done, where it is told elsewhere why the others are not', () => {
	expect(progressOf([good, bad, undefined, good], { toldAll: true })).toBe(
		'Already carried out: items 0, 3.',
	);
	expect(progressOf([bad, undefined], { toldAll: true })).toBe('');
});

describe('what a retry will do', () => {
	const lost = bad.with({ delivery: 'uncertain' });

	it.each<[string, Array<Outcome | undefined>, number[]]>([
		['', [good, bad, undefined], []],
		['Retry sends items 1–2 only.', [good, bad, undefined], [0]],
		['Retry sends item 1 only.', [good, bad, good], [0, 2]],
		['Retry sends nothing.', [good, good], [0, 1]],
		[
			'Retry sends item 2 only; with "Retry Uncertain Sends" on, what is uncertain too.',
			[good, lost, bad],
			[0, 1],
		],
		['Retry sends nothing; with "Retry Uncertain Sends" on, what is uncertain too.', [lost], [0]],
	])('%j', (text, outcomes, kept) => expect(retryOf(outcomes, new Set(kept))).toBe(text));
});

describe('noteWhenStopped', () => {
	const stopped = (
		name: string,
		outcomes: Array<Outcome | undefined>,
		{ underWay = [], writes = true }: { underWay?: number[]; writes?: boolean } = {},
	) => {
		const controller = new AbortController();
		const { context, highlighted } = contextOf({ signal: controller.signal, name });
		const letGo = noteWhenStopped(context, outcomes, new Set(underWay), () => writes);
		return { controller, highlighted, letGo };
	};

	it('writes at once, under the name of the node', () => {
		const { controller, highlighted } = stopped('Send “A” (1)', [good, undefined], { underWay: [1] });
		expect(highlighted).toEqual({});
		controller.abort();
		expect(highlighted).toEqual({ Send_A_1_: `Already carried out: item 0. Under way: item 1. ${WARNING}` });
	});

	it('warns of a retry only where one would send again', () => {
		const { controller, highlighted } = stopped('Read', [good, undefined], { writes: false });
		controller.abort();
		expect(highlighted).toEqual({ Read: 'Already carried out: item 0. Not started: item 1.' });
	});

	it('keeps within what n8n takes', () => {
		const scattered = Array.from({ length: 400 }, (_, index) => (index % 2 ? good : undefined));
		const { controller, highlighted } = stopped('n'.repeat(80), scattered);
		controller.abort();
		const [[key, text]] = Object.entries(highlighted);
		expect(key).toBe('n'.repeat(50));
		expect(text).toHaveLength(255);
		expect(text).toMatch(/^Already carried out: items 1, 3, .*…/);
		expect(text.endsWith(`… ${WARNING}`)).toBe(true);
	});

	it('is not cut where it just fits', () => {
		// As many items as make 255 characters with the warning, and one more
		const carried = (count: number) => {
			const outcomes = Array.from({ length: count }, (_, index) => (index % 2 ? undefined : good));
			const { controller, highlighted } = stopped('Node', outcomes, { writes: false });
			controller.abort();
			return { text: highlighted.Node, whole: progressOf(outcomes) };
		};
		const all = range(1, 120).map(carried);
		const fitting = all.filter(({ whole }) => whole.length <= 255);
		expect(fitting.map(({ text }) => text)).toEqual(fitting.map(({ whole }) => whole));
		const cut = all.slice(fitting.length);
		expect(cut.map(({ text }) => text)).toEqual(cut.map(({ whole }) => `${whole.slice(0, 254)}…`));
	});

	it('keeps the letters and digits of every language in the name', () => {
		const { controller, highlighted } = stopped('Ａ1 é e\u0301 ٣-_-b', [good]);
		controller.abort();
		expect(Object.keys(highlighted)).toEqual(['Ａ1_é_e\u0301_٣___b']);
	});

	it('writes under a plainer name where n8n takes no other, and nothing where it takes none', () => {
		const taken: string[] = [];
		const older = (allowed: RegExp) => {
			const controller = new AbortController();
			const { context } = contextOf({ signal: controller.signal, name: 'Отправить file' });
			const set = (key: string) => {
				if (!allowed.test(key)) throw new Error(`no such key: ${key}`);
				taken.push(key);
			};
			Object.assign(context, { customData: { set } });
			noteWhenStopped(context, [good], new Set(), () => true);
			expect(() => controller.abort()).not.toThrow();
		};
		older(/^[A-Za-z0-9_]*$/);
		expect(taken).toEqual(['_file']);
		older(/^never$/);
		expect(taken).toHaveLength(1);
	});

	it('writes nothing once the node is done', () => {
		const { controller, highlighted, letGo } = stopped('Done', [good]);
		letGo();
		controller.abort();
		expect(highlighted).toEqual({});
	});

	it('has nothing to listen to in an execution that nobody can stop', () => {
		const { context } = contextOf();
		const letGo = noteWhenStopped(context, [good], new Set(), () => true);
		expect(letGo).not.toThrow();
	});

	it('does without in an n8n that has no such data', () => {
		const controller = new AbortController();
		const { context } = contextOf({ signal: controller.signal });
		Object.assign(context, { customData: undefined });
		noteWhenStopped(context, [good], new Set(), () => true);
		expect(() => controller.abort()).not.toThrow();
	});
});

describe('a run that is stopped', () => {
	async function stopped(stopAfter: number, leaves: boolean): Promise<Record<string, string>> {
		const controller = new AbortController();
		const { context, highlighted } = contextOf({
			items: [{ options: { concurrency: 1 } }, {}, {}, {}],
			signal: controller.signal,
			name: 'Run',
		});
		await runItems(context, { defaults, properties: [optionsField(defaults)] }, async ({ itemIndex }) => {
			if (leaves) itemsThatLeft(context).add(itemIndex);
			await wait(1);
			if (itemIndex === stopAfter) controller.abort();
			return { json: {} };
		});
		controller.abort();
		return highlighted;
	}

	const far = 'Already carried out: items 0–1. Under way: item 2. Not started: item 3.';

	it('says how far it has come, and nothing more when it has ended before', async () => {
		expect(await stopped(2, true)).toEqual({ Run: `${far} ${WARNING}` });
		expect(await stopped(Infinity, true)).toEqual({});
	});

	it('warns of a retry also where only an earlier try has sent something', async () => {
		const facts = { entry: {}, items: [{ options: { concurrency: 1 } }, {}], name: 'Run' };
		const settings = { defaults, properties: [optionsField(defaults)] };
		const { context: first } = contextOf(facts);
		const failed = runItems(first, settings, async ({ itemIndex }) => {
			if (itemIndex === 1) throw bad;
			itemsThatLeft(first).add(itemIndex);
			return await Promise.resolve({ json: {} });
		});
		await expect(failed).rejects.toThrow('no');
		const controller = new AbortController();
		const { context, highlighted } = contextOf({ ...facts, signal: controller.signal });
		await runItems(context, settings, async () => {
			controller.abort();
			return await Promise.resolve({ json: {} });
		});
		expect(highlighted).toEqual({ Run: `Already carried out: item 0. Under way: item 1. ${WARNING}` });
	});

	it('warns of no retry where it has only read', async () => {
		expect(await stopped(2, false)).toEqual({ Run: far });
	});
});
