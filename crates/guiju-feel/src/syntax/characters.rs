//! The classes of characters, from the grammar of the standard (rules 28 to 30 and 61 to 62).

/// A class of characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Class(u8);

impl Class {
    /// What a name can begin with. Chinese characters and full-width punctuation are among them.
    pub(crate) const NAME_START: Self = Self(1);
    /// What a name can go on with.
    pub(crate) const NAME_PART: Self = Self(2);
    /// White space, the ideographic space and the byte order mark included.
    pub(crate) const SPACE: Self = Self(4);
    /// The digits of numbers.
    pub(crate) const DIGIT: Self = Self(8);

    /// Whether the character is one of these.
    #[inline]
    pub(crate) fn has(self, c: char) -> bool {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => self.has_byte(byte),
            _ => classes_of(c) & self.0 != 0,
        }
    }

    /// Whether the byte is an ASCII character that is one of these.
    #[inline]
    pub(crate) fn has_byte(self, byte: u8) -> bool {
        ASCII.get(usize::from(byte)).is_some_and(|classes| classes & self.0 != 0)
    }
}

/// The classes of the ASCII characters, which nearly all texts are made of; none for the bytes of longer characters.
static ASCII: [u8; 256] = {
    let mut classes = [0; 256];
    let mut code = 0_u8;
    #[expect(clippy::indexing_slicing, reason = "evaluated when compiling, where an index out of bounds is an error")]
    while code < 128 {
        classes[code as usize] = classes_of(code as char);
        code += 1;
    }
    classes
};

const fn classes_of(c: char) -> u8 {
    let is_name_start = matches!(c,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{167F}'
        | '\u{1681}'..='\u{180D}' | '\u{180F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FEFE}'
        | '\u{FF00}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}');
    let is_space = matches!(c,
        '\u{9}'..='\u{D}' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'..='\u{200B}'
        | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}');
    match c {
        _ if is_name_start => Class::NAME_START.0 | Class::NAME_PART.0,
        _ if is_space => Class::SPACE.0,
        '0'..='9' => Class::NAME_PART.0 | Class::DIGIT.0,
        '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}' => Class::NAME_PART.0,
        _ => 0,
    }
}

/// What to type instead of a character that FEEL does not have, for the ones that Chinese input methods produce.
pub(crate) fn plain_form(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '＂' => '"',
        '，' | '、' => ',',
        '（' => '(',
        '）' => ')',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '｛' => '{',
        '｝' => '}',
        '：' => ':',
        '＜' | '《' => '<',
        '＞' | '》' => '>',
        '＝' => '=',
        '＋' => '+',
        '－' | '—' | '–' | '−' => '-',
        '×' | '＊' => '*',
        '÷' | '／' => '/',
        '。' | '．' => '.',
        '？' => '?',
        _ => return None,
    })
}
