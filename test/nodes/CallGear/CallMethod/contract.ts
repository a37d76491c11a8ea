import { range } from 'lodash';

import type { ActionContract, Variant, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { partsOf } from '../../../hostile/carried';
import { byApiKey, carriedOut, prepareAccount } from '../reads';
import { type CallGear, reportedChat } from '../support';

const FIRST = 9_881_000;

const common = (callGear: () => CallGear) => ({
	...byApiKey(callGear),
	prepare: (count: number) => {
		const chats = range(count).map((index) => reportedChat(index));
		prepareAccount(callGear, { chats });
	},
});

const commentOn = (index: number, changes = {}) => ({
	json: {
		index,
		params: { communication_id: FIRST + index, communication_type: 'chat', comment: 'Hello', ...changes },
	},
});

const writes: VariantOf<'callGear'> = (callGear) => ({
	...common(callGear),
	variant: 'a method that writes',
	parameters: { method: 'create.communication_comment', params: '={{ $json.params }}' },
	item: (index) => commentOn(index),
	bad: {
		item: (index) => commentOn(index, { access_token: 'k3y' }),
		message: /^"Params" holds access_token, which the credential adds$/,
	},
	refused: {
		item: (index) => commentOn(index, { communication_type: 'letter' }),
		message: /^"communication_type" holds "letter", which CallGear does not take$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'create.communication_comment' },
	writes: true,
	delivered: () =>
		callGear()
			.store.held('comment')
			.map(({ fact }) => Number(fact.communication_id) - FIRST),
});

const asked = (index: number, column = 'ext_id') => ({
	json: {
		index,
		params: {
			date_from: '2026-02-03 00:00:00',
			date_till: '2026-02-04 00:00:00',
			filter: { field: column, operator: '=', value: `tg-${index}` },
		},
	},
});

const reads: VariantOf<'callGear'> = (callGear): Variant => ({
	...common(callGear),
	variant: 'a method that reads',
	parameters: { method: 'get.chats_report', params: '={{ $json.params }}' },
	item: (index) => asked(index),
	bad: {
		item: (index) => ({ json: { index, params: [] } }),
		message: /^"Params" holds a list$/,
	},
	refused: {
		item: (index) => asked(index, 'messages_count'),
		message: /^CallGear does not filter by "messages_count"$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'get.chats_report' },
	writes: false,
	many: true,
	delivered: () =>
		carriedOut(callGear, 'get.chats_report').map(({ params }) =>
			Number(/"tg-(\d+)"/.exec(JSON.stringify(params.filter))?.[1]),
		),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearCallMethod',
	foundBy: [],
	variants: [writes, reads],
	fates: {
		method: IDENTIFIER,
		// What is in it stands beside what the credential adds
		params: (value) => partsOf(typeof value === 'string' ? (JSON.parse(value) as unknown) : value).slice(1),
		splitRows: SETTING,
		'options.userId': IDENTIFIER,
	},
	subtitles: [[{ method: 'get.calls_report' }, 'get.calls_report']],
	tool: { model: ['params'], flow: ['method'] },
};
