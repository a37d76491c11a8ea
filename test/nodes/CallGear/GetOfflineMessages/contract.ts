import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { byApiKey, carriedOut, prepareAccount } from '../reads';
import { digitsOf, inDubai, listed, REPORTED, reportedMessage } from '../support';

const item = (index: number) => ({
	json: { index, own: `form-${index}`, from: REPORTED.dateFrom, more: '' },
});

const getOfflineMessages: VariantOf<'callGear'> = (callGear) => ({
	...byApiKey(callGear),
	parameters: {
		...REPORTED,
		dateFrom: '={{ $json.from }}',
		filters: { ownMessageIds: '={{ $json.own }}', furtherFilter: '={{ $json.more }}' },
	},
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, from: 'soon' } }),
		message: /^"From" holds "soon", which is not a date$/,
	},
	refused: {
		item: (index) => ({
			json: { ...item(index).json, more: { field: 'text', operator: 'like', value: '%table%' } },
		}),
		message: /^CallGear does not filter by "text"$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'get.offline_messages_report' },
	writes: false,
	many: true,
	prepare: (count) => {
		const offlineMessages = range(count).map((index) => reportedMessage(index));
		prepareAccount(callGear, { offlineMessages });
	},
	delivered: () =>
		carriedOut(callGear, 'get.offline_messages_report').map(({ params }) =>
			Number(/"value":"form-(\d+)"/.exec(JSON.stringify(params.filter))?.[1]),
		),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearGetOfflineMessages',
	foundBy: [],
	variants: [getOfflineMessages],
	fates: {
		returnAll: SETTING,
		limit: SETTING,
		simplify: SETTING,
		dateFrom: inDubai,
		dateTill: inDubai,
		'filters.email': IDENTIFIER,
		'filters.formNames': listed,
		'filters.offlineMessageIds': listed,
		'filters.ownMessageIds': listed,
		'filters.phone': digitsOf,
		'options.accountTimezone': SETTING,
		'options.includeTechnical': SETTING,
		'options.userId': IDENTIFIER,
	},
	unlisted: {
		'filters.offlineMessageIds': 'several at once, as the node before gives them',
		'filters.ownMessageIds': 'the IDs are of your own system',
	},
	subtitles: [
		[{}, 'up to 50'],
		[{ returnAll: true }, 'all'],
	],
	tool: { model: ['filters.statuses', 'dateFrom', 'dateTill'], flow: ['filters.siteId', 'filters.email'] },
};
