import { Fields } from '../../../../nodes/engine/fields';
import { storedNameField } from '../../../../nodes/Expertflow/fields';
import { downloadUrl, nameInMediaUrl, readStoredName } from '../../../../nodes/Expertflow/files/mediaUrl';
import { failureOf } from '../../../support/failure';

describe('media URLs', () => {
	it.each(['48213_invoice.pdf', '1_a b+c&d#e?.png', '1_見積り.pdf', '9f3c', "1_o'clock (2)%41.txt"])(
		'there and back: %s',
		(name) => {
			const url = downloadUrl('https://cx.example.test/file-engine', name);
			expect([...new URL(url).searchParams.keys()]).toEqual(['filename']);
			expect(nameInMediaUrl(url, 'Media URL')).toBe(name);
		},
	);
});

describe('a stored name', () => {
	const read = (storedName: string) => readStoredName(Fields.of({ storedName }, [storedNameField]));

	it.each(['48213_invoice.pdf', '1_see https://x.example', 'https', 'ftp://x.example?filename=1_a.png'])(
		'is what it is unless it is an address: %s',
		(name) => expect(read(name)).toBe(name),
	);

	it.each(['https', 'HTTP'])('is taken out of an address: %s', (scheme) => {
		expect(read(`${scheme}://cx.example/any/downloadFileStream?filename=1_a%20b.png`)).toBe('1_a b.png');
	});

	it.each([
		'https://cx.example/any/downloadFileStream',
		'https://cx.example/any/downloadFileStream?filename=',
		'https://cx.example/any/downloadFileStream/x?filename=1_a.png',
		'https://cx.example/xdownloadFileStream?filename=1_a.png',
		'https://',
	])('is in no other address: %s', (address) => {
		expect(failureOf(() => read(address))).toMatchObject({
			field: 'Stored Name',
			message: '"Stored Name" is no address of a file that Expertflow stores',
			remedy: expect.stringMatching(
				/^It ends in downloadFileStream\?filename=… .* HTTP Request node\.$/,
			) as string,
		});
	});
});
