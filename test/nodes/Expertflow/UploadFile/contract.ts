import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { loggedIn, NO_CONVERSATIONS, taggedFiles, withFile } from '../support';

const uploadFile: VariantOf<'expertflow'> = (expertflow) => ({
	...loggedIn(expertflow),
	parameters: { binaryField: 'data', additionalFields: { conversationId: '={{ $json.tag }}' } },
	item: (index) => withFile({}, { index, tag: `tag${index}` }),
	bad: {
		item: (index) => ({ json: { index, tag: `tag${index}` } }),
		message: /^"Input Data Field Name" names no file/,
	},
	refused: {
		item: (index) => withFile({ fileName: 'archive.zip' }, { index, tag: `tag${index}` }),
		message: /^Expertflow refused the file$/,
	},
	call: { method: 'POST', path: '/file-engine/api/uploadFileStream' },
	writes: true,
	delivered: taggedFiles(expertflow),
	soak: { unit: 'file', count: 100 },
});

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowUploadFile',
	foundBy: ['chat'],
	variants: [uploadFile],
	fates: {
		'additionalFields.conversationId': IDENTIFIER,
	},
	unlisted: { 'additionalFields.conversationId': NO_CONVERSATIONS },
	subtitles: [[{}, 'data']],
	tool: { model: [], flow: ['binaryField'] },
};
