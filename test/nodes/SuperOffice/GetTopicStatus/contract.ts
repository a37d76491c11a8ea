import { range } from 'lodash';

import type { ActionContract, Variant, VariantOf } from '../../../../testkit/contract';
import { SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';

const PATH = /\/ChatTopic\/\d+\/IsOpen$/;
const FIRST_TOPIC = 600;
const item = (index: number) => ({ json: { index, topic: FIRST_TOPIC + index } });

const getTopicStatus: Work = (superOffice) => ({
	parameters: { topicId: { __rl: true, mode: 'id', value: '={{ $json.topic }}' } },
	item,
	bad: {
		item: (index) => ({ json: { index, topic: 'Support' } }),
		message: /^"Topic" holds "Support"$/,
	},
	refused: {
		item: (index) => ({ json: { index, topic: 404 } }),
		message: /^SuperOffice has no chat topic 404$/,
	},
	call: { method: 'GET', path: PATH },
	writes: false,
	prepare: (count) => {
		const { topics } = superOffice().state;
		for (const index of range(count)) topics.push({ id: FIRST_TOPIC + index, name: `Topic ${index}` });
	},
	delivered: () =>
		superOffice()
			.store.requests({ method: 'GET', path: PATH })
			.filter(({ answer }) => answer.status === 200)
			.map(({ path }) => Number(path.split('/').at(-2)) - FIRST_TOPIC),
});

const presence = { 'asking who is present': { method: 'POST', path: /\/GetChatPresence$/ } };

const withPresence =
	(variant: VariantOf<'superOffice'>): VariantOf<'superOffice'> =>
	(superOffice): Variant => {
		const made = variant(superOffice);
		return { ...made, steps: { ...made.steps, ...presence } };
	};

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeGetTopicStatus',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(getTopicStatus).map(withPresence),
	fates: { authentication: SETTING, includeAgents: SETTING },
	subtitles: [
		[{}, ''],
		[{ topicId: { __rl: true, mode: 'id', value: '3' } }, 'topic 3'],
	],
	tool: { model: [], flow: ['topicId'] },
};
