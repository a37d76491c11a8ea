import { saidIn } from '../../../../../nodes/CallGear/UploadChats/exports/whatsappNotices';

describe('what WhatsApp writes by itself', () => {
	it.each([
		'Messages and calls are end-to-end encrypted. No one outside of this chat can read them.',
		'Messages and calls are end-to-end encrypted',
		'Messages to this chat and calls are now secured with end-to-end encryption. Tap for more info.',
		'Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen.',
		'Your security code with Mira Stone changed. Tap to learn more.',
		'Your security code with Mira Stone changed.',
		'Deine Sicherheitsnummer für Mira Stone hat sich geändert. Tippe, um mehr zu erfahren.',
		'Deine Sicherheitsnummer für Mira Stone hat sich geändert.',
		'Missed voice call',
		'Missed video call at 10:05',
		'Voice call, 2 min',
		'Video call.',
		'Verpasster Sprachanruf',
		'Verpasster Videoanruf um 10:05',
		'Sprachanruf, 2 Min.',
		'This message was deleted',
		'You deleted this message.',
		'Diese Nachricht wurde gelöscht.',
		'Du hast diese Nachricht gelöscht',
		'Mira Stone changed their phone number to a new number. Tap to message or add the new number.',
		'Mira changed their phone number',
		'Waiting for this message. This may take a while.',
		'Waiting for this message. This may take a while. Learn more',
		'null',
		'',
		' \u200e ',
		'\u200eMissed voice call\n',
	])('is nothing that a person has said: %j', (text) => expect(saidIn(text)).toBe(''));

	it.each([
		'I read: Messages and calls are end-to-end encrypted',
		'Messages and calls are end-to-end encryptedly sent',
		'I got: Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.',
		'Hm, Your security code with Mira changed.',
		'Hm, Deine Sicherheitsnummer für Mira hat sich geändert.',
		'Your security code with Mira changed, why?',
		'Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.\nStimmt das?',
		'Messages and calls are end-to-end encrypted.\nIs it so?',
		'Your security code with Mira changed.\nReally?',
		'Deine Sicherheitsnummer für Mira hat sich geändert.\nWirklich?',
		'a Missed voice call',
		'Missed voice calls are bad',
		'Video call me',
		'ein Sprachanruf',
		'Sprachanrufe gehen nicht',
		'This message was deleted. Why?',
		'Oh, This message was deleted',
		'Diese Nachricht wurde gelöscht, oder?',
		'Warum? Diese Nachricht wurde gelöscht',
		'she changed her phone number',
		'Waiting for this message. This may take a while. Or not.',
		'I am Waiting for this message. This may take a while.',
		'nullify',
		'not null',
		`${'x'.repeat(101)} changed their phone number`,
		`Mira changed their phone number ${'x'.repeat(101)}`,
		'Mira changed their phone numbers',
	])('is not taken for what a person has said: %j', (text) => expect(saidIn(text)).toBe(text));
});

describe('what stands for a file', () => {
	it.each([
		['<Media omitted>', '[file]'],
		['<Medien ausgeschlossen>', '[file]'],
		['<attached: 00000012-PHOTO.jpg>', '[file] 00000012-PHOTO.jpg'],
		['IMG-1.jpg (file attached)', '[file] IMG-1.jpg'],
		['Angebot 2.pdf (Datei angehängt)', '[file] Angebot 2.pdf'],
		['IMG 1.jpeg <attached>', '[file] IMG 1.jpeg'],
		['<Anhang: 00000012-PHOTO.jpg>', '[file] 00000012-PHOTO.jpg'],
		['image omitted', '[image]'],
		['GIF omitted', '[GIF]'],
		['Bild weggelassen', '[Bild]'],
		['Dokument weggelassen', '[Dokument]'],
		['Contact card omitted', '[contact card]'],
		['offer.pdf • 1 page document omitted', '[file] offer.pdf'],
		['offer.pdf • 12 pages document omitted', '[file] offer.pdf'],
		['\u200eimage omitted', '[image]'],
		['image omitted\nLook', '[image]\nLook'],
		[' image omitted ', '[image]'],
		['GIF weggelassen', '[GIF]'],
		['Video weggelassen', '[Video]'],
		['Audio weggelassen', '[Audio]'],
		['Sticker weggelassen', '[Sticker]'],
		['video omitted', '[video]'],
		['audio omitted', '[audio]'],
		['sticker omitted', '[sticker]'],
		['document omitted', '[document]'],
	])('%j arrives as %j', (text, said) => expect(saidIn(text)).toBe(said));

	it.each([
		'was it <Media omitted>',
		'<Media omitted> again',
		'see <attached: a.jpg>',
		'<attached: a.jpg> here',
		'a.jpg (file attached) here',
		'it <attached>',
		'see <Anhang: a.jpg>',
		'<Anhang: a.jpg> hier',
		'no image omitted',
		'image omitted here',
		'ein Bild weggelassen',
		'Bild weggelassen?',
		'a Contact card omitted',
		'Contact card omitted?',
		'offer.pdf • many pages document omitted',
		'Look\nimage omitted',
	])('is none of it: %j', (text) => expect(saidIn(text)).toBe(text));
});

describe('an edited message', () => {
	it.each([
		['Yes \u200e<This message was edited>', 'Yes'],
		['Ja \u200e<Diese Nachricht wurde bearbeitet.>', 'Ja'],
		['Ja <Diese Nachricht wurde bearbeitet>\n\n', 'Ja'],
		['I saw <This message was edited> there', 'I saw <This message was edited> there'],
	])('comes without its mark: %j', (text, said) => expect(saidIn(text)).toBe(said));
});

it('a text keeps its lines, but for those at its end', () => {
	expect(saidIn('one\n\ntwo\n\n')).toBe('one\n\ntwo');
});
