"""What a form is made of on the screen: editors of single answers, fields around them, grids, repeats, sections."""
