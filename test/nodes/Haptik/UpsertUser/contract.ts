import { mapValues, range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { knowledgeOf, type Haptik, USER } from '../support';

const item = (index: number) => ({ json: { index, authId: `cust_${index}`, name: `User ${index}` } });

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const variant =
	(name: string, whenUnknown: string, method: string) =>
	(haptik: () => Haptik): ReturnType<VariantOf<'haptik'>> => {
		const { knows, credential, secrets } = knowledgeOf(haptik);
		return {
			variant: name,
			credentials: () => ({ haptikApi: credential() }),
			parameters: {
				authId: '={{ $json.authId }}',
				whenUnknown,
				userDetails: { name: '={{ $json.name }}' },
			},
			item,
			bad: {
				item: (index) => ({ json: { ...item(index).json, authId: '' } }),
				message: /^"Auth ID" is empty$/,
			},
			refused: {
				item: (index) => ({ json: { ...item(index).json, authId: 'no-hyphens' } }),
				message: /^Haptik refused the request$/,
			},
			call: { method, path: USER },
			writes: true,
			prepare: (count) => range(count).forEach((index) => knows(`cust_${index}`)),
			delivered: () =>
				haptik()
					.store.held('user')
					.map(({ fact }) => Number(String(fact.name).slice('User '.length))),
			secrets,
			exceptions: {
				'401 once': { report: 'not delivered', because: NO_SESSION },
				'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
			},
		};
	};

export const contract: ActionContract<'haptik'> = {
	node: 'haptikUpsertUser',
	foundBy: [],
	variants: [variant('register or update', 'register', 'POST'), variant('update only', 'refuse', 'PUT')],
	fates: {
		authId: IDENTIFIER,
		whenUnknown: SETTING,
		'userDetails.email': IDENTIFIER,
		'userDetails.mobileNo': IDENTIFIER,
		'userDetails.packageName': IDENTIFIER,
		// The sheet of Haptik: every value of the custom data is a text
		'userDetails.customData': (value) => [
			mapValues((typeof value === 'string' ? JSON.parse(value) : value) as object, String),
		],
	},
	unlisted: { authId: 'Haptik lists no users; the ID is of your own system' },
	subtitles: [
		[{}, 'register or update'],
		[{ whenUnknown: 'refuse' }, 'update only'],
	],
	tool: { model: ['userDetails'], flow: ['authId'] },
};
