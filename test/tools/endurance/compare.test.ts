import { compare } from '../../../tools/endurance/load/compare';
import type { Told } from '../../../tools/endurance/load/drive';
import { EVENT_KINDS, type HeldEvent } from '../../../tools/endurance/load/events';

const [kind] = EVENT_KINDS;
const NONE = { delivered: [], lost: [], doubled: [], early: [], mixedUp: [], failed: [], invented: [] };

const told = (event: string, changes: Partial<Told> = {}): Told => ({
	event,
	status: 200,
	answer: { ChatMessageId: 7 },
	answeredAt: 1000,
	tookMs: 5,
	...changes,
});
const held = (event: string, changes: Partial<HeldEvent> = {}): HeldEvent => ({
	event,
	number: 7,
	at: 999,
	...changes,
});

describe('what callers were told, against what the vendor holds', () => {
	it.each([
		['delivered', [told('a')], [held('a')]],
		['lost', [told('a')], []],
		['doubled', [told('a')], [held('a'), held('a')]],
		['doubled', [told('a', { status: 500 })], [held('a'), held('a')]],
		['early', [told('a')], [held('a', { at: 1001 })]],
		['mixedUp', [told('a')], [held('a', { number: 8 })]],
		['mixedUp', [told('a')], [held('a', { spoilt: 'another file' })]],
		['failed', [told('a', { status: 500 })], []],
		['failed', [told('a', { status: 0 })], [held('a')]],
	])('finds what is %s', (account, callers, store) => {
		expect(compare(kind, callers, store)).toEqual({ ...NONE, [account]: ['a'] });
	});

	it('finds what nobody sent', () => {
		expect(compare(kind, [told('a')], [held('a'), held('b')])).toEqual({
			...NONE,
			delivered: ['a'],
			invented: ['b'],
		});
	});
});
