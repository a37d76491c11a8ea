import { range } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { RECORD_IDS, SESSION_DATA } from '../sessionData';

const FIRST_TOPIC = 600;
const item = (index: number) => ({ json: { index, topic: FIRST_TOPIC + index } });

const createChatSession: Work = (superOffice) => ({
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
	call: { method: 'POST', path: /\/ChatTopic\/\d+\/Sessions$/ },
	writes: true,
	prepare: (count) => {
		const { topics } = superOffice().state;
		for (const index of range(count)) topics.push({ id: FIRST_TOPIC + index, name: `Topic ${index}` });
	},
	delivered: () =>
		superOffice()
			.store.held('created')
			.map(({ fact }) => Number(fact.TopicId) - FIRST_TOPIC),
});

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeCreateChatSession',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(createChatSession),
	fates: { authentication: SETTING, simplify: SETTING, ...SESSION_DATA },
	unlisted: RECORD_IDS,
	subtitles: [
		[{}, ''],
		[{ topicId: { __rl: true, mode: 'id', value: '3' } }, 'topic 3'],
	],
	tool: { model: ['sessionData.customerName'], flow: ['topicId'] },
};
