import { createHash } from 'node:crypto';

import type { TriggerContract } from '../../../../testkit/trigger';
import { signature } from '../events';

export const question = {
	node: 'order_lookup',
	event: 'API_INTEGRATION',
	user: {
		user_id: '553201',
		user_name: 'b71f0c',
		full_name: 'Mira Patel',
		device_platform: 13,
		language_code: 'en',
		auth_id: 'cust_88123',
		auth_code: '',
	},
	conversation_no: 6,
	conversation_details: {},
	user_details: { plan: 'gold' },
	entities: { order_id: [{ detection: 'message', original_text: 'A-1', entity_value: 'A-1' }] },
	env_variables: {},
};

const bare = { event: 'API_INTEGRATION', node: 'greeting', user: { user_name: 'b71f0c' } };

/** Nothing in a question says which one it is: it is told apart by its bytes. */
const keyOf = (told: object) =>
	`API_INTEGRATION ${createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32)}`;

export const trigger: TriggerContract<'haptik'> = {
	node: 'haptikBotStepTrigger',
	foundBy: ['chat', 'conversation'],
	credentials: (vendor) => {
		const { token, clientId } = vendor().keys;
		return { haptikApi: { baseUrl: vendor().url, token, clientId, webhookSecret: signature.secret } };
	},
	parameters: {},
	signature,
	answered: true,
	foreign: { ...question, event: 'API_WARMUP' },
	samples: {
		'a question with what the bot has found in the words of the user': {
			told: question,
			item: {
				eventKey: keyOf(question),
				event: 'API_INTEGRATION',
				conversationId: 'cust_88123',
				sender: { type: 'customer', id: 'cust_88123', name: 'Mira Patel' },
				isOwn: false,
				sessionId: 'cust_88123',
				authId: 'cust_88123',
				userName: 'b71f0c',
				userId: '553201',
				languageCode: 'en',
				node: 'order_lookup',
				conversationNo: 6,
				values: { order_id: 'A-1' },
				entities: question.entities,
				userDetails: { plan: 'gold' },
			},
		},
		'a question of a user whom Haptik alone knows': {
			told: bare,
			item: {
				eventKey: keyOf(bare),
				event: 'API_INTEGRATION',
				conversationId: 'b71f0c',
				sender: { type: 'customer' },
				isOwn: false,
				sessionId: 'b71f0c',
				userName: 'b71f0c',
				node: 'greeting',
			},
		},
	},
	subtitles: [
		[{}, 'answers'],
		[{ fallback: 'Later' }, 'answers, with a fallback'],
	],
};
