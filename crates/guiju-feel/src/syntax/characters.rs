//! The classes of characters, from the grammar of the standard (rules 28 to 30 and 61 to 62).

const NAME_START: u8 = 1;
const NAME_PART: u8 = 2;
const SPACE: u8 = 4;

/// The classes of the ASCII characters, which nearly all texts are made of: looked up instead of computed.
static ASCII: [u8; 128] = {
    let mut classes = [0; 128];
    let mut code = 0_u8;
    #[expect(clippy::indexing_slicing, reason = "evaluated when compiling, where an index out of bounds is an error")]
    while code < 128 {
        classes[code as usize] = classes_of(code as char);
        code += 1;
    }
    classes
};

#[inline]
fn is_of(c: char, class: u8) -> bool {
    ASCII.get(c as usize).copied().unwrap_or_else(|| classes_of(c)) & class != 0
}

const fn classes_of(c: char) -> u8 {
    match c {
        'A'..='Z'
        | 'a'..='z'
        | '_'
        | '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{167F}'
        | '\u{1681}'..='\u{180D}'
        | '\u{180F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FEFE}'
        | '\u{FF00}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}' => NAME_START | NAME_PART,
        '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}' => NAME_PART,
        '\u{9}'..='\u{D}'
        | ' '
        | '\u{85}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{180E}'
        | '\u{2000}'..='\u{200B}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}'
        | '\u{FEFF}' => SPACE,
        _ => 0,
    }
}

/// A character that a name can begin with. Chinese characters and full-width punctuation are among them.
#[inline]
pub(crate) fn is_name_start(c: char) -> bool {
    is_of(c, NAME_START)
}

/// A character that a name can go on with.
#[inline]
pub(crate) fn is_name_part(c: char) -> bool {
    is_of(c, NAME_PART)
}

/// White space, the ideographic space and the byte order mark included.
#[inline]
pub(crate) fn is_space(c: char) -> bool {
    is_of(c, SPACE)
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
