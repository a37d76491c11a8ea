import {
	batchSizeOption,
	checkOnlyOption,
	missingExtIdOption,
	skipUploadedOption,
} from '../../../../nodes/CallGear/uploads/options';
import { CHATS } from '../../../../nodes/CallGear/UploadChats/options';
import { OFFLINE_MESSAGES } from '../../../../nodes/CallGear/UploadOfflineMessages/options';

describe('the options of uploads', () => {
	it('speak of chats', () => {
		expect(batchSizeOption(CHATS).description).toMatch(/^How many chats go into one request\./);
		expect(checkOnlyOption(CHATS).description).toContain('shows each chat as it would be sent');
		expect(missingExtIdOption(CHATS).description).toMatch(
			/^What to send as ext_id for a chat without one\. .* so a chat that was uploaded twice/,
		);
		expect(skipUploadedOption(CHATS).description).toContain(' A chat is known by its own ID');
	});

	it('speak of offline messages', () => {
		expect(batchSizeOption(OFFLINE_MESSAGES).description).toMatch(/^How many offline messages go/);
		expect(checkOnlyOption(OFFLINE_MESSAGES).description).toContain('shows each offline message as');
		expect(missingExtIdOption(OFFLINE_MESSAGES).description).toMatch(
			/ for an offline message without one\. .* so an offline message that/,
		);
		expect(skipUploadedOption(OFFLINE_MESSAGES).description).toContain(' An offline message is known by');
	});

	it('begin with 50 in a request, Check Only off, IDs that are made, and nothing remembered', () => {
		const all = [batchSizeOption, checkOnlyOption, missingExtIdOption, skipUploadedOption];
		expect(all.map((option) => option(CHATS).default)).toEqual([50, false, 'content', 'off']);
	});
});
