import { downloadUrl, nameInMediaUrl } from '../../../../nodes/Expertflow/files/mediaUrl';

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
