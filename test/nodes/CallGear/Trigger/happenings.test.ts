import {
	eventOf,
	type Happening,
	happeningsOf,
	isUploaded,
	keyOf,
	type Kind,
	startOf,
	stateAfter,
	WATCHED,
} from '../../../../nodes/CallGear/Trigger/happenings';

const DUBAI = 'Asia/Dubai';
const chat = (changes: object = {}) => ({
	id: 881_000,
	status: 'succeed',
	date_time: '2026-02-03 10:00:00',
	duration: '70',
	employee_id: 9012,
	messages_count: 2,
	tags: [{ tag_id: 401 }, { tag_id: 402 }],
	chat_channel_type: 'comagic',
	...changes,
});
const happening = (kind: Kind, changes: object = {}): Happening => ({ kind, chat: chat(changes) });
const ALL = ['new', 'finished', 'lost', 'changed'];

describe('what has happened to a chat', () => {
	it.each([
		['new', ['new', 'changed']],
		['active', ['new', 'changed']],
		['succeed', ['new', 'finished', 'changed']],
		['refused', ['new', 'finished', 'changed']],
		['lost', ['new', 'lost', 'changed']],
	])('with the status %s is %j', (status, kinds) => {
		expect(happeningsOf(chat({ status }), ALL).map(({ kind }) => kind)).toEqual(kinds);
	});

	it('is only what is wanted', () => {
		expect(happeningsOf(chat(), ['finished', 'lost'])).toEqual([happening('finished')]);
		expect(happeningsOf(chat(), [])).toEqual([]);
	});

	it('is told from others by its kind and chat, a change by what it leads to', () => {
		expect(keyOf(happening('lost'))).toBe('lost 881000');
		expect(stateAfter(happening('lost'))).toBe('');
		expect(stateAfter(happening('changed'))).toMatch(/^[\da-f]{16}$/);
	});

	const state = (changes: object) => stateAfter(happening('changed', changes));

	it.each<object>([
		{ status: 'lost' },
		{ employee_id: 9013 },
		{ messages_count: 3 },
		{ tags: [{ tag_id: 401 }] },
		{ tags: [] },
	])('is a change: %j', (changes) => expect(state(changes)).not.toBe(state({})));

	it.each<object>([
		{ duration: '80' },
		{ tags: [{ tag_id: 402, tag_name: 'VIP' }, { tag_id: 401 }] },
		{ chat_channel_type: 'telegram' },
	])('is no change: %j', (changes) => expect(state(changes)).toBe(state({})));

	it('without tags is the same whether there is a list of them or not', () => {
		expect(state({ tags: null })).toBe(state({ tags: [] }));
		expect(state({ tags: undefined })).toBe(state({ tags: [] }));
	});

	it('is seen by columns that are always asked for', () => {
		expect([...WATCHED].sort()).toEqual(Object.keys(chat()).sort());
	});
});

it('a chat was uploaded where its channel says so', () => {
	expect([isUploaded(chat()), isUploaded(chat({ chat_channel_type: 'dataapi' }))]).toEqual([false, true]);
});

it('a chat begins by the clocks of the account', () => {
	expect(startOf(chat(), DUBAI)).toBe(Date.parse('2026-02-03T06:00:00Z'));
});

describe('the event', () => {
	it('has the chat with names and times as in the other nodes, and its row', () => {
		expect(eventOf(happening('finished', { ext_id: null }), DUBAI)).toEqual({
			eventKey: 'finished 881000',
			event: 'finished',
			occurredAt: '2026-02-03T06:01:10.000Z',
			conversationId: '881000',
			isOwn: false,
			more: {
				chat_id: 881_000,
				status: 'succeed',
				date_time: '2026-02-03T10:00:00+04:00',
				duration: '70',
				employee_id: 9012,
				messages_count: 2,
				tags: [{ tag_id: 401 }, { tag_id: 402 }],
				chat_channel_type: 'comagic',
			},
			raw: chat({ ext_id: null }),
		});
	});

	it.each<[Kind, object, string | undefined]>([
		['new', {}, '2026-02-03T06:00:00.000Z'],
		['new', { duration: null }, '2026-02-03T06:00:00.000Z'],
		['lost', { duration: 5 }, '2026-02-03T06:00:05.000Z'],
		['finished', { duration: null }, undefined],
		['finished', { duration: '' }, undefined],
		['finished', { duration: 'long' }, undefined],
		['changed', {}, undefined],
		['new', { date_time: 'soon' }, undefined],
		['lost', { date_time: null }, undefined],
	])('%s of a chat with %j was at %s', (kind, changes, at) => {
		expect(eventOf(happening(kind, changes), DUBAI).occurredAt).toBe(at);
	});

	it('of a change has the state in its key', () => {
		const changed = happening('changed');
		expect(eventOf(changed, DUBAI).eventKey).toBe(`changed 881000 ${stateAfter(changed)}`);
	});
});
