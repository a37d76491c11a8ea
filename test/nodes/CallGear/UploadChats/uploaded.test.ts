import type { DeduplicationItemTypes, IDataDeduplicator, IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { rememberIn } from '../../../../testkit/processedStore';
import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, chats, calls } = useCallGear();

/** What n8n keeps, by scope; its own store writes into the database in the same way. */
const kept = new Map<string, Set<DeduplicationItemTypes>>();
let broken: string | undefined;

function ofScope(scope: string) {
	if (broken) throw new Error(broken);
	const held = kept.get(scope) ?? new Set();
	kept.set(scope, held);
	return held;
}

const store = {
	checkProcessedAndRecord: async (items, scope) => {
		const held = ofScope(scope);
		const [processed, unknown] = [
			items.filter((item) => held.has(item)),
			items.filter((item) => !held.has(item)),
		];
		for (const item of unknown) held.add(item);
		return await Promise.resolve({ new: unknown, processed });
	},
	removeProcessed: async (items, scope) => {
		for (const item of items) ofScope(scope).delete(item);
		await Promise.resolve();
	},
} as Partial<IDataDeduplicator> as IDataDeduplicator;

beforeAll(async () => await rememberIn(store));
beforeEach(() => {
	kept.clear();
	broken = undefined;
});

const options = (more: IDataObject = {}) => ({
	options: { accountTimezone: 'Asia/Dubai', skipUploaded: 'node', ...more },
});
const three = range(3).map((index) => chatOf(index));
const ids = () => chats().map(({ ext_id: id }) => id);

it('a chat that was uploaded is skipped by the next run, and their number is told', async () => {
	await upload(three.slice(0, 2), options());
	const { main, hints } = await upload(three, options());
	expect(ids()).toEqual(['tg-0', 'tg-1', 'tg-2']);
	expect(main.map(({ json }) => [json.skipped, json.ext_id])).toEqual([
		[true, 'tg-0'],
		[true, 'tg-1'],
		[undefined, 'tg-2'],
	]);
	expect(hints[0]).toContain('2 of 3 chats were uploaded before and are skipped.');
});

it('without the option a chat is uploaded again, and n8n is not asked', async () => {
	broken = 'must not be asked';
	const off = options({ skipUploaded: 'off' });
	await upload(three, off);
	const { failed, error } = await upload(three, off);
	expect([failed, error]).toEqual([[], undefined]);
	expect(chats()).toHaveLength(6);
});

it('a chat without an own ID is known by all that it holds', async () => {
	const chat = { ...chatOf(0), ext_id: '' };
	for (const missingExtId of ['content', 'omit', 'omit']) await upload([chat], options({ missingExtId }));
	await upload([{ ...chat, name: 'Zoe' }], options());
	expect(chats()).toHaveLength(2);
});

it('what was refused, or may have been stored, is uploaded by the next run', async () => {
	const run = { onError: 'continueErrorOutput' as const };
	const items = [chatOf(0, { site_id: 7 }), chatOf(1)];
	await upload(items, options(), run);
	await upload([chatOf(0), chatOf(1)], options(), run);
	expect(ids()).toEqual(['tg-1', 'tg-0']);
	callGear().settings.internalError = 'after';
	const { failed } = await upload([chatOf(2)], options({ maxTries: 1 }), run);
	expect(errorIn(failed[0]).delivery).toBe('uncertain');
	callGear().settings.internalError = 'off';
	await upload([chatOf(2)], options(), run);
	expect(calls('upload.chats').at(-1)?.params.chats).toHaveLength(1);
});

it('Check Only tells what would be skipped, and keeps nothing', async () => {
	await upload([three[0]], options());
	const before = [...ofScope('node')];
	const { main, hints } = await upload(three, options({ checkOnly: true }));
	expect(main.map(({ json }) => json.skipped)).toEqual([true, undefined, undefined]);
	expect(hints[0]).toContain('1 of 3 chats were uploaded before and are skipped.');
	expect([...ofScope('node')]).toEqual(before);
});

it('a mark that was left behind while n8n was asked does not lose a chat', async () => {
	await upload(three, options());
	const [mark] = ofScope('node');
	kept.set('node', new Set([mark]));
	await upload(three, options());
	expect(chats()).toHaveLength(6);
	expect(ofScope('node').size).toBe(6);
});

it('nodes of a workflow share what they know where that is wanted', async () => {
	await upload([three[0]], options({ skipUploaded: 'workflow' }));
	expect([...kept.keys()]).toEqual(['workflow']);
});

it('where n8n does not tell, nothing is sent', async () => {
	broken = 'incompatible setting.';
	const { error } = await upload(three, options());
	expect(error?.message).toBe('n8n does not tell which chats were uploaded before: incompatible setting');
	expect(error?.description).toContain('set Skip If Uploaded Before to Off');
	expect(chats()).toEqual([]);
});

it('what is stored while n8n cannot keep it is told as stored, with a warning', async () => {
	const { checkProcessedAndRecord } = store;
	let asked = 0;
	store.checkProcessedAndRecord = async (...given) => {
		asked += 1;
		if (asked > 1) throw new Error('the database is locked');
		return await checkProcessedAndRecord(...given);
	};
	const { main, failed, hints } = await upload(three, options());
	store.checkProcessedAndRecord = checkProcessedAndRecord;
	expect([main.length, failed.length]).toEqual([3, 0]);
	expect(hints[0].join()).toContain(
		'the database is locked. The next run would upload 3 of the chats again.',
	);
});
