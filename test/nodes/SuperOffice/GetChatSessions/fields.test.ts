import type { INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';

import type { NodeResult } from '../../../../testkit/n8n';
import { searchList } from '../../../support/listSearch';
import { errorOf, openSession, useSuperOffice } from '../support';

const { superOffice, run, credentialsFor } = useSuperOffice();

const get = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) =>
	await run('superOfficeGetChatSessions', parameters, more);

const ids = ({ main }: NodeResult) => main.map(({ json }) => json.ChatSessionId);
const asked = () => superOffice().store.requests({ method: 'GET', path: /\/ChatSession$/ });
const filter = () => asked().at(-1)?.query.$filter;

const ALL = [5179, 5178, 5177, 5170, 5160, 103];

describe('what comes out', () => {
	it('is every session, the newest first, simplified', async () => {
		const result = await get();
		expect(ids(result)).toEqual(ALL);
		expect(result.main[2].json).toEqual({
			ChatSessionId: 5177,
			Status: 'CustomerLast',
			FirstMessage: 'Hello',
			LastMessage: 'Any news?',
			WhenRequested: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
			Duration: '00:00:00',
			TimeInQueue: '00:00:00',
			QueueLength: 0,
			Rating: 0,
			TopicId: 3,
			TopicName: 'Support',
			PersonName: 'Ida Berg',
			PersonEmail: 'ida@example.net',
		});
		expect(result.main.map(({ pairedItem }) => pairedItem)).toEqual(range(6).map(() => ({ item: 0 })));
	});

	it('is what SuperOffice gives, when it is not simplified', async () => {
		const { main } = await get({ simplify: false, limit: 1 });
		expect(main[0].json).toMatchObject({
			PrimaryKey: '5179',
			EntityName: 'chat',
			chatSessionId: 5179,
			status: 'Waiting',
			'chatTopic/name': 'Sales',
			whenEnded: '0001-01-01T00:00:00',
		});
	});

	it('keeps messages as a reader sees them', async () => {
		openSession(superOffice(), 6000, { lastMessage: 'Fish &amp; chips<br>please' });
		expect((await get({ limit: 1 })).main[0].json.LastMessage).toBe('Fish & chips\nplease');
	});

	it('is nothing where there is none', async () => {
		superOffice().state.sessions.clear();
		expect((await get()).main).toEqual([]);
	});
});

describe('what is asked', () => {
	it('is one page of the sessions, in English, with times that name their zone', async () => {
		await get();
		expect(asked()).toHaveLength(1);
		const { path, query, headers } = asked()[0];
		expect(path).toBe('/SuperOffice/api/v1/ChatSession');
		expect(query).toMatchObject({ $orderBy: 'chatSessionId desc', $top: '50' });
		expect(query).not.toHaveProperty('$filter');
		expect(headers).toMatchObject({ 'so-language': 'en', 'so-timezone': 'UTC, includeTZOffset' });
	});

	it('is in the language of the user’s choice', async () => {
		const { main } = await get({ limit: 1, options: { language: 'no' } });
		expect(main[0].json.TopicName).toBe('Salg');
		await get({ options: { acceptLanguage: 'no' } });
		expect(asked()[1].headers).toMatchObject({ 'accept-language': 'no' });
		expect(asked()[1].headers).not.toHaveProperty('so-language');
	});

	it('is the oldest first, where that is wanted', async () => {
		expect(ids(await get({ options: { order: 'asc' }, limit: 2 }))).toEqual([103, 5160]);
		expect(asked()[0].query).toMatchObject({ $orderBy: 'chatSessionId asc', $top: '2' });
	});

	it.each(['oAuth2', 'systemUser', 'ticket'] as const)('is signed as %s too', async (signIn) => {
		expect(ids(await get({}, { signIn }))).toEqual(ALL);
	});
});

describe('pages', () => {
	it('go on from the last number until all are there', async () => {
		superOffice().settings.pageSize = 4;
		expect(ids(await get({ returnAll: true }))).toEqual(ALL);
		expect(asked().map(({ query }) => [query.$top, query.$filter])).toEqual([
			['100', undefined],
			['100', 'chatSessionId lt 5170'],
		]);
	});

	it('are no more than the limit needs', async () => {
		superOffice().settings.pageSize = 2;
		expect(ids(await get({ limit: 3 }))).toEqual(ALL.slice(0, 3));
		expect(asked().map(({ query }) => query.$top)).toEqual(['3', '1']);
	});

	it('lose and double none when sessions come and end meanwhile', async () => {
		superOffice().settings.pageSize = 2;
		const { sessions } = superOffice().state;
		const values = sessions.values.bind(sessions);
		let pages = 0;
		sessions.values = () => {
			pages += 1;
			if (pages === 2) {
				openSession(superOffice(), 6000);
				openSession(superOffice(), 5179, { status: 'Closed' });
			}
			return values();
		};
		const statuses = ['InQueue', 'CustomerLast', 'UserLast'];
		expect(ids(await get({ returnAll: true, filters: { statuses } }))).toEqual([5179, 5178, 5177, 103]);
		expect(pages).toBeGreaterThan(1);
	});
});

describe('filters', () => {
	it.each<[string, INodeParameters, string, number[]]>([
		['statuses', { statuses: ['InQueue', 'Finished'] }, 'status oneOf (4,7)', [5179, 5178, 5170]],
		['a status by expression', { statuses: '={{ "Closed" }}' }, 'status oneOf (9)', [5160]],
		['a topic', { topicId: { __rl: true, mode: 'list', value: '4' } }, 'chatTopic/chatTopicId eq 4', [5179]],
		[
			'a topic by number',
			{ topicId: { __rl: true, mode: 'id', value: ' 3 ' } },
			'chatTopic/chatTopicId eq 3',
			ALL.slice(1),
		],
		['a text', { lastMessage: "where's" }, "lastMessage contains 'where''s'", [5178]],
		[
			'conditions',
			{ conditions: "chatSessionId gt 5170 and lastMessage begins 'any or'" },
			"chatSessionId gt 5170 and lastMessage begins 'any or'",
			[],
		],
		[
			'all of them',
			{ lastMessage: 'news', statuses: ['CustomerLast'], conditions: 'rating eq 0' },
			"lastMessage contains 'news' and status oneOf (5) and rating eq 0",
			[5177],
		],
	])('by %s', async (_what, filters, expected, found) => {
		expect(ids(await get({ filters }))).toEqual(found);
		expect(filter()).toBe(expected);
	});

	it('by the time of the request, in the workflow’s zone where it names none', async () => {
		openSession(superOffice(), 6000, { requested: new Date('2026-05-04T12:00:00Z') });
		openSession(superOffice(), 6001, { requested: new Date('2026-05-05T12:00:00Z') });
		const timezone = 'Europe/Oslo';
		const after = { requestedAfter: '2026-05-04T13:59:59', requestedBefore: '2026-05-05T00:00:00' };
		expect(ids(await get({ filters: after }, { timezone }))).toEqual([6000]);
		expect(filter()).toBe(
			"whenRequested afterTime '2026-05-04T11:59:59' and whenRequested beforeTime '2026-05-04T22:00:00'",
		);
		expect(asked()[0].headers['so-timezone']).toBe('UTC, includeTZOffset');
	});

	it.each<[INodeParameters, string]>([
		[{ statuses: ['Open'] }, '"Filters > Statuses" holds "Open"'],
		[{ topicId: { __rl: true, mode: 'id', value: 'Support' } }, '"Filters > Topic" holds "Support"'],
		[{ topicId: { __rl: true, mode: 'id', value: '0' } }, '"Filters > Topic" holds "0"'],
		[{ requestedAfter: 'soon' }, '"Filters > Requested After" holds "soon", which is not a date'],
		[{ conditions: 'rating eq 1 OR rating eq 2' }, '"Filters > Further Conditions" joins conditions by "or"'],
		[
			{ conditions: "lastMessage contains'parcel'or rating eq 2" },
			'"Filters > Further Conditions" joins conditions by "or"',
		],
		[
			{ conditions: "lastMessage is 'a" },
			'"Filters > Further Conditions" has an apostrophe too many or too few',
		],
	])('refuse %j before anything is asked', async (filters, message) => {
		expect(errorOf(await get({ filters })).message).toBe(message);
		expect(superOffice().store.requests()).toEqual([]);
	});

	it('that SuperOffice cannot read are told in its words', async () => {
		const { message, description } = errorOf(await get({ filters: { conditions: 'mood eq 1' } }));
		expect(message).toBe('SuperOffice refused the values');
		expect(description).toContain("The condition 'mood eq 1' cannot be read.");
	});
});

describe('the list of topics', () => {
	const topics = async (text?: string) =>
		await searchList({
			node: 'superOfficeGetChatSessions',
			search: 'searchTopics',
			parameters: { authentication: 'onsite' },
			credentials: await credentialsFor('onsite'),
			filter: text,
		});

	it('shows them by name, without the entry for all', async () => {
		expect((await topics()).results).toEqual([
			{ name: 'Sales · 4', value: '4' },
			{ name: 'Support · 3', value: '3' },
		]);
	});

	it('is searched by name', async () => {
		expect((await topics(' SAL ')).results).toEqual([{ name: 'Sales · 4', value: '4' }]);
	});

	it('says so when the answer is no list', async () => {
		superOffice().faults.add({ fault: { kind: 'wrongShape', body: { hello: 'world' }, processed: false } });
		await expect(topics()).rejects.toThrow('SuperOffice did not answer as its pages say');
	});
});
