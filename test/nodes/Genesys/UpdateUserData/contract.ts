import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { CHAT, held, login, secrets } from '../support';

const item = (index: number, changes = {}) => ({
	json: { chatId: CHAT, number: String(index), ...changes },
});

const numberIn = ({ userData }: ReturnType<typeof held>[number]) =>
	Number((userData as { number: string }).number);

const update: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: {
		change: 'UpdateUserData',
		specifyUserData: 'fields',
		userData: { entry: [{ key: 'number', value: '={{ $json.number }}' }] },
	},
	item: (index) => item(index),
	bad: {
		item: (index) => item(index, { number: '' }),
		message: /^"User Data 1 > Value" is empty$/,
	},
	refused: {
		item: (index) => item(index, { chatId: 'of-nobody' }),
		message: /^Genesys does not know the chat$/,
	},
	call: { method: 'POST', path: `/api/v2/me/chats/${CHAT}` },
	writes: true,
	delivered: () => held(genesys(), 'userData').map(numberIn),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

export const contract: ActionContract<'genesys'> = {
	node: 'genesysUpdateUserData',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [update],
	ways: [
		{ parameters: { change: 'AttachUserData', specifyUserData: 'json', userDataJson: '{"a":1}' } },
		{ parameters: { change: 'DeleteUserData', keys: 'a' } },
	],
	fates: {
		chatId: IDENTIFIER,
		keys: (value) => [
			[
				...new Set(
					[value]
						.flatMap((given) => (Array.isArray(given) ? given : String(given).split(',')))
						.map((key) =>
							String(key)
								.replace(/[\u200b\u202a-\u202e\ufeff]/g, '')
								.trim(),
						)
						.filter((key) => key !== ''),
				),
			],
		],
	},
	subtitles: [
		[{}, 'update'],
		[{ change: 'AttachUserData' }, 'attach'],
		[{ change: 'DeleteUserData' }, 'delete keys'],
	],
	tool: { model: ['userData.entry.value', 'userDataJson'], flow: ['chatId', 'keys'] },
};
