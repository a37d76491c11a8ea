import { mapValues, range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, inPartHeader, SETTING } from '../../../../testkit/fates';
import { jpeg, knowledgeOf, UPLOAD } from '../support';

const item = (index: number) => ({
	json: { index, authId: `cust_${index}` },
	files: { data: { bytes: jpeg(`photo ${index}`), fileName: `photo${index}.jpg`, mimeType: 'image/jpeg' } },
});

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

const sendFile: VariantOf<'haptik'> = (haptik) => {
	const { knows, credential, files, secrets } = knowledgeOf(haptik);
	return {
		credentials: () => ({ haptikApi: credential() }),
		parameters: { authId: '={{ $json.authId }}', text: '={{ $json.index }}' },
		item,
		bad: {
			item: (index) => ({ ...item(index), json: { index, authId: '' } }),
			message: /^"Auth ID" is empty$/,
		},
		refused: {
			item: (index) => ({ ...item(index), json: { index, authId: 'nobody' } }),
			message: /^Haptik does not know the user "nobody"$/,
		},
		call: { method: 'POST', path: UPLOAD },
		writes: true,
		prepare: (count) => range(count).forEach((index) => knows(`cust_${index}`)),
		delivered: () => files().map(({ fact }) => Number(fact.message_body)),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
		soak: { unit: 'file', count: 150 },
	};
};

export const contract: ActionContract<'haptik'> = {
	node: 'haptikSendFile',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [sendFile],
	ways: [{ parameters: { registerUser: true }, json: { index: 0, authId: 'newcomer' } }],
	fates: {
		authId: IDENTIFIER,
		'userDetails.email': IDENTIFIER,
		'userDetails.mobileNo': IDENTIFIER,
		'userDetails.packageName': IDENTIFIER,
		registerUser: SETTING,
		// The sheet of Haptik: every value of the custom data is a text
		'userDetails.customData': (value) => [
			mapValues((typeof value === 'string' ? JSON.parse(value) : value) as object, String),
		],
		// A name without a known ending gets that of the file's type
		'fileDetails.fileName': (value) => [`${inPartHeader(String(value).trim())}.jpg`],
	},
	unlisted: {
		authId: 'Haptik lists no users; the ID is of your own system',
		businessId: 'Haptik lists no businesses',
	},
	subtitles: [[{}, 'image or document']],
	tool: { model: ['text'], flow: ['authId'] },
};
