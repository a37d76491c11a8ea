import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { type Fate, IDENTIFIER, instantOf, SETTING, withoutFormats } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { openSession } from '../support';

const SESSIONS = /\/ChatSession$/;
const FIRST_SESSION = 6000;
const item = (index: number) => ({ json: { index, text: `Message ${index} of all`, after: '', more: '' } });

/** Which item a question is about. */
const asked = (filter: unknown) => Number(/'Message (\d+) of all'/.exec(String(filter))?.[1]);

const getChatSessions: Work = (superOffice) => ({
	parameters: {
		filters: {
			lastMessage: '={{ $json.text }}',
			requestedAfter: '={{ $json.after }}',
			conditions: '={{ $json.more }}',
		},
	},
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, after: 'soon' } }),
		message: /^"Filters > Requested After" holds "soon", which is not a date$/,
	},
	refused: {
		item: (index) => ({ json: { ...item(index).json, more: 'mood eq 1' } }),
		message: /^SuperOffice refused the values$/,
	},
	call: { method: 'GET', path: SESSIONS },
	writes: false,
	many: true,
	prepare: (count) => {
		for (const index of range(count)) {
			openSession(superOffice(), FIRST_SESSION + index, { lastMessage: `Message ${index} of all` });
		}
	},
	delivered: () =>
		superOffice()
			.store.requests({ method: 'GET', path: SESSIONS })
			.filter(({ answer }) => answer.status === 200)
			.map(({ query }) => asked(query.$filter)),
});

/** The condition of the first item. */
const ITEM = "lastMessage contains 'Message 0 of all'";

/** The condition that a value becomes, behind that of the item. */
const condition =
	(made: (value: unknown) => string): Fate =>
	(value) => [`${ITEM} and ${made(value)}`];

const time = (value: unknown) => instantOf(value).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss");

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeGetChatSessions',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(getChatSessions),
	fates: {
		authentication: SETTING,
		returnAll: SETTING,
		limit: SETTING,
		simplify: SETTING,
		'options.order': SETTING,
		'filters.lastMessage': (value) => [
			`lastMessage contains '${String(value).trim().replaceAll("'", "''")}'`,
		],
		'filters.conditions': condition((value) => String(value).trim()),
		'filters.requestedAfter': condition((value) => `whenRequested afterTime '${time(value)}'`),
		'filters.requestedBefore': condition((value) => `whenRequested beforeTime '${time(value)}'`),
		'filters.topicId': (value) => {
			const id = withoutFormats(String(value)).trim();
			return [id === '' ? ITEM : `${ITEM} and chatTopic/chatTopicId eq ${id}`];
		},
		'options.acceptLanguage': IDENTIFIER,
		'options.culture': IDENTIFIER,
		'options.language': IDENTIFIER,
	},
	subtitles: [
		[{}, 'up to 50'],
		[{ limit: 3 }, 'up to 3'],
		[{ returnAll: true }, 'all'],
	],
	tool: { model: ['filters.lastMessage', 'filters.statuses'], flow: ['filters.topicId'] },
};
