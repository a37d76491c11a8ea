import { mapValues, range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { knowledgeOf, MESSAGE } from '../support';

const item = (index: number) => ({ json: { index, authId: `cust_${index}`, text: `Message ${index}` } });

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const sendMessage: VariantOf<'haptik'> = (haptik) => {
	const { knows, credential, messages, secrets } = knowledgeOf(haptik);
	return {
		credentials: () => ({ haptikApi: credential() }),
		parameters: { authId: '={{ $json.authId }}', text: '={{ $json.text }}' },
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, text: '' } }),
			message: /^"Text" is empty$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, authId: 'nobody' } }),
			message: /^Haptik does not know the user "nobody"$/,
		},
		call: { method: 'POST', path: MESSAGE },
		writes: true,
		prepare: (count) => range(count).forEach((index) => knows(`cust_${index}`)),
		delivered: () => messages().map(({ fact }) => Number(fact.message_body.slice('Message '.length))),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

const picked = { type: 'TEXT_ONLY', payload: { message: 'Track my order', gogo_message: 'track{task}' } };

export const contract: ActionContract<'haptik'> = {
	node: 'haptikSendMessage',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [sendMessage],
	ways: [
		{
			parameters: { registerUser: true },
			json: { index: 0, authId: 'newcomer', text: 'Message 0' },
		},
		{
			parameters: { source: 'button', button: '={{ $json.picked }}' },
			json: { index: 0, authId: 'cust_0', picked },
		},
	],
	fates: {
		authId: IDENTIFIER,
		source: SETTING,
		'userDetails.email': IDENTIFIER,
		'userDetails.mobileNo': IDENTIFIER,
		'userDetails.packageName': IDENTIFIER,
		registerUser: SETTING,
		// The sheet of Haptik: every value of the custom data is a text
		'userDetails.customData': (value) => [
			mapValues((typeof value === 'string' ? JSON.parse(value) : value) as object, String),
		],
	},
	unlisted: {
		authId: 'Haptik lists no users; the ID is of your own system',
		businessId: 'Haptik lists no businesses',
	},
	subtitles: [
		[{}, 'text'],
		[{ source: 'button' }, 'picked button'],
	],
	tool: { model: ['text'], flow: ['authId'] },
};
