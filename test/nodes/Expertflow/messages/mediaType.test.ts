import { typeOfName } from '../../../../nodes/engine/fileType';
import { mediaTypeOf } from '../../../../nodes/Expertflow/messages/mediaType';

describe('the type of a file by its name, for all that the file engine takes as shipped', () => {
	// As registered with IANA: https://www.iana.org/assignments/media-types
	it.each([
		['style.css', 'text/css'],
		['table.csv', 'text/csv'],
		['letter.doc', 'application/msword'],
		['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
		['mail.eml', 'message/rfc822'],
		['smile.gif', 'image/gif'],
		['photo.jpeg', 'image/jpeg'],
		['photo.jpg', 'image/jpeg'],
		['call.mp3', 'audio/mpeg'],
		['clip.mp4', 'video/mp4'],
		['call.mpga', 'audio/mpeg'],
		['call.oga', 'audio/ogg'],
		['contract.pdf', 'application/pdf'],
		['screen.png', 'image/png'],
		['talk.ppt', 'application/vnd.ms-powerpoint'],
		['talk.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
		['logo.svg', 'image/svg+xml'],
		['notes.txt', 'text/plain'],
		['photo.webp', 'image/webp'],
		['sums.xls', 'application/vnd.ms-excel'],
		['sums.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	])('%s is %s', (name, type) => expect(typeOfName(name)).toBe(type));

	it.each([
		['a.PNG', 'image/png'],
		['48213_a.b.pdf', 'application/pdf'],
		['a.zip', 'application/zip'],
		['a', undefined],
		['a.constructor', undefined],
	])('%s is of type %s', (name, type) => expect(typeOfName(name)).toBe(type));
});

describe('the kind of a message by the type of its file', () => {
	it('does not mind blanks and capital letters', () => {
		expect(mediaTypeOf(' Image /png')).toBe('IMAGE');
	});

	it.each([
		['image/png', 'IMAGE'],
		['IMAGE/JPEG', 'IMAGE'],
		['video/mp4', 'VIDEO'],
		['audio/ogg; codecs=opus', 'AUDIO'],
		['application/pdf', 'FILE'],
		['text/csv', 'FILE'],
		['message/rfc822', 'FILE'],
		['constructor', 'FILE'],
		[undefined, 'FILE'],
	])('%s is %s', (mimeType, type) => expect(mediaTypeOf(mimeType)).toBe(type));
});
