/** One fixed id for all that these nodes send, as the vendor's web connector has one: by it an echo is known as such. */
export const SENDER_ID = '6f1d9a52-3c0e-4b7a-9d58-4e2b8f0c7a13';
