import { trim } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { loggedIn, NO_CONVERSATIONS, taggedFiles } from '../support';

const SOURCE = 'https://media.example.test/m/77';

const uploadFileFromUrl: VariantOf<'expertflow'> = (expertflow) => ({
	...loggedIn(expertflow),
	parameters: {
		sourceUrl: '={{ $json.source }}',
		channel: 'WEB',
		fileDetails: { fileName: 'photo.jpg' },
		additionalFields: { conversationId: '={{ $json.tag }}' },
	},
	item: (index) => ({ json: { index, source: SOURCE, tag: `tag${index}` } }),
	bad: {
		item: (index) => ({ json: { index, source: 'ftp://files.example.test/a.jpg', tag: `tag${index}` } }),
		message: /^"Source URL" is no web address$/,
	},
	refused: {
		item: (index) => ({ json: { index, source: 'https://unknown.example.test/a.jpg', tag: `tag${index}` } }),
		message: /^Expertflow refused the file$/,
	},
	call: { method: 'POST', path: '/file-engine/api/uploadFileFromUrl' },
	writes: true,
	delivered: taggedFiles(expertflow),
});

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowUploadFileFromUrl',
	foundBy: ['chat', 'whatsapp'],
	variants: [uploadFileFromUrl],
	// Slashes around a path say nothing
	fates: {
		'options.uploadPath': (value) => [trim(String(value).trim(), '/')],
		channel: IDENTIFIER,
		'additionalFields.apiKey360': IDENTIFIER,
		'additionalFields.conversationId': IDENTIFIER,
	},
	unlisted: { 'additionalFields.conversationId': NO_CONVERSATIONS },
	subtitles: [[{}, '']],
	tool: { model: ['sourceUrl'], flow: ['channel'] },
};
