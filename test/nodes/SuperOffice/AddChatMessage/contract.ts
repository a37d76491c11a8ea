import { escape } from 'lodash';

import type { ActionContract } from '../../../../testkit/contract';
import { IDENTIFIER, instantOf, SETTING } from '../../../../testkit/fates';
import { signIns, type Work } from '../signIns';
import { knowledgeOf, MESSAGES } from '../support';

/** HTML that shows a text as it stands. */
const asHtml = (text: string) => escape(text).replace(/\r\n|\r|\n/g, '<br>');

const item = (index: number) => ({ json: { index, session: 5177, text: `Message ${index}` } });

const addChatMessage: Work = (superOffice) => {
	const { held } = knowledgeOf(superOffice);
	return {
		parameters: {
			chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.session }}' },
			text: '={{ $json.text }}',
		},
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, text: '' } }),
			message: /^"Text" is empty$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, session: 404 } }),
			message: /^SuperOffice has no chat session 404$/,
		},
		call: { method: 'POST', path: MESSAGES },
		writes: true,
		delivered: () => held().map(({ Message }) => Number(String(Message).slice('Message '.length))),
		soak: { unit: 'message', count: 10_000 },
	};
};

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeAddChatMessage',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: signIns(addChatMessage),
	fates: {
		'options.acceptLanguage': IDENTIFIER,
		'options.culture': IDENTIFIER,
		'options.language': IDENTIFIER,
		'options.timeZone': IDENTIFIER,
		authentication: SETTING,
		'additionalFields.readByCustomer': (value) => [
			['true', '1'].includes(String(value).toLowerCase()) ? '1' : '0',
		],
		'additionalFields.whenPosted': (value) => [instantOf(value).toUTC().toISO()],
		'options.escapeHtml': SETTING,
		text: (value) => [asHtml(String(value))],
	},
	subtitles: [
		[{}, ''],
		[{ chatSessionId: byId('5177') }, 'session 5177'],
		[
			{
				chatSessionId: byUrl('https://online3.superoffice.com/Cust1/api/v1/ChatSession/5177/Messages'),
			},
			'session 5177',
		],
	],
	tool: { model: ['text'], flow: ['chatSessionId', 'messageType'] },
};
