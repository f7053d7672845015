//! Names of the people of the demo company: a surname and one or two given characters.

use crate::random::Random;

const SURNAMES: [&str; 60] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑", "梁",
    "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程",
    "魏", "苏", "吕", "丁", "任", "卢", "姚", "沈", "钟", "姜", "崔", "谭", "陆", "范", "汪", "金",
];
const GIVEN: [&str; 40] = [
    "嘉", "言", "思", "远", "明", "哲", "雨", "桐", "子", "涵", "晓", "峰", "志", "强", "海", "燕", "文", "静", "建", "平", "立", "新",
    "秀", "兰", "永", "康", "佳", "宁", "一", "帆", "若", "琳", "浩", "然", "书", "航", "慧", "敏", "俊", "杰",
];

/// A person's name, drawn.
pub(crate) fn person_name(random: &mut Random) -> String {
    let surname = random.pick(&SURNAMES);
    let first = random.pick(&GIVEN);
    let second = if random.per_mille(820) { random.pick(&GIVEN) } else { "" };
    let second = if second == first { "" } else { second };
    format!("{surname}{first}{second}")
}
