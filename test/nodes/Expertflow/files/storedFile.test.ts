import { readUpload } from '../../../../nodes/Expertflow/files/storedFile';

it('reads the answer to an upload in either casing of the pages', () => {
	const body = { Message: 'File uploaded successfully.', name: '1_a.png', size: '12', type: 7 };
	expect(readUpload({ status: 200, headers: {}, body: JSON.stringify(body) })).toEqual({
		name: '1_a.png',
		size: 12,
		etag: undefined,
		type: undefined,
	});
});
